import { computed, onScopeDispose, ref, watchEffect } from 'vue'
import { recall, remember } from '@/ui/memory'

/** Light, dark, or what the system says. Stored on this device. */
export type Mode = 'system' | 'light' | 'dark'

const modes: readonly Mode[] = ['system', 'light', 'dark']
const stored = recall('theme') as Mode | null
const system = window.matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(system.matches)
system.addEventListener('change', (change) => (systemDark.value = change.matches))

export const mode = ref<Mode>(stored && modes.includes(stored) ? stored : 'system')
const forced = ref(0)
export const dark = computed(() => forced.value > 0 || (mode.value === 'system' ? systemDark.value : mode.value === 'dark'))

export function setMode(next: Mode): void {
  mode.value = next
  remember('theme', next)
}

/** Dark for as long as the component lives, whatever was chosen. */
export function useDark(): void {
  forced.value++
  onScopeDispose(() => forced.value--)
}

/** Keeps <html data-theme> in step. Call once, before the first paint. */
export function applyTheme(): void {
  watchEffect(() => {
    document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
  })
}
