import type { Question } from '@/generated/room'

/** Which questions may ask the same thing: by the words that they share, rare words counting more. */

/** Where the browser knows no word breaks, each Han character is a word. */
const wordOrCharacter = /\p{Script=Han}|[\p{L}\p{N}]+/gu

function wordsOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase()
  if (!('Segmenter' in Intl)) return new Set(plain.match(wordOrCharacter))
  const segments = new Intl.Segmenter('zh', { granularity: 'word' }).segment(plain)
  return new Set([...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment))
}

/** The others, the likest first; `likeness` from 0, nothing in common, to 1, the same words. */
export function likest(question: Question, others: readonly Question[]): Array<{ question: Question; likeness: number }> {
  const own = wordsOf(question.text)
  const candidates = others.map((other) => ({ question: other, words: wordsOf(other.text) }))
  const uses = new Map<string, number>()
  for (const words of [own, ...candidates.map(({ words }) => words)]) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1)
  const weight = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + Math.log(1 + (others.length + 1) / uses.get(word)!), 0)
  const likeness = (words: Set<string>): number => {
    const whole = weight(new Set([...own, ...words]))
    return whole && weight([...own].filter((word) => words.has(word))) / whole
  }
  return candidates
    .map((candidate) => ({ question: candidate.question, likeness: likeness(candidate.words) }))
    .sort((one, other) => other.likeness - one.likeness || other.question.votes - one.question.votes)
}
