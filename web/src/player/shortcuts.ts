import { onScopeDispose } from 'vue'

/** Single keys, silent while somebody types or holds a modifier. A letter that is held down acts once; an arrow goes on. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.repeat && event.key.length === 1)) return
    const target = event.target as HTMLElement
    if (target.closest('input, textarea, select, [contenteditable], dialog, [role=menu]')) return
    const onControl = target.closest('button, a, summary')
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!action || (onControl && event.key === ' ')) return
    event.preventDefault()
    action()
  }
  window.addEventListener('keydown', onKey)
  onScopeDispose(() => window.removeEventListener('keydown', onKey))
}
