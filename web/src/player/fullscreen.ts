import { onScopeDispose, ref, type Ref } from 'vue'

type AppleVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void }

/** Full screen for the box (picture, flying comments, controls); on iPhones only the video itself can do it. */
export function useFullscreen(box: () => HTMLElement | null, video: () => HTMLVideoElement | null): { full: Ref<boolean>; toggle: () => void } {
  const full = ref(false)
  const changed = (): void => void (full.value = document.fullscreenElement === box())
  document.addEventListener('fullscreenchange', changed)
  onScopeDispose(() => document.removeEventListener('fullscreenchange', changed))

  function toggle(): void {
    if (document.fullscreenElement) return void document.exitFullscreen()
    const element = box()
    if (element?.requestFullscreen) void element.requestFullscreen().catch(() => undefined)
    else (video() as AppleVideo | null)?.webkitEnterFullscreen?.()
  }

  return { full, toggle }
}
