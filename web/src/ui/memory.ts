// Small choices kept on this device. Storage may be forbidden (private windows, WeChat): then nothing is kept.

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`lyceum.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`lyceum.${key}`, value)
  } catch {
    /* the choice lasts as long as the page */
  }
}
