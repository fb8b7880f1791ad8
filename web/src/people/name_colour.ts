/** One of eight name colours of the theme, the same for the same account everywhere. */
export function nameColour(id: string): string {
  let hash = 0
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return `var(--name-${(hash % 8) + 1})`
}
