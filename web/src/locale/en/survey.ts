import type { survey as Survey } from '../zh-CN/survey'

export const survey: typeof Survey = {
  title: 'How was the class?',
  ask: 'How was the class?',
  rate: 'Rate it',
  away: 'Do not ask again',
  thanks: 'Thank you for your answer',
  change: 'Change it',
  questions: { content: 'Content: did you learn what you came for?', delivery: 'Delivery: clear, and at the right pace?', interaction: 'Interaction: were questions and answers heard?' },
  low: 'Poor',
  high: 'Very good',
  of: '{n} out of 5',
  words: 'In your own words (optional)',
  wordsHint: 'What was best? What could be better?',
  nameless: 'The lecturer sees the sums and these words, not who wrote them.',
  send: 'Send',
}
