import type { review as Review, teach as Teach } from '../zh-CN/teach'

export const teach: typeof Teach = {
  title: 'Become a lecturer',
  text: 'Write a few words about what you would like to teach. The admin will answer.',
  words: 'Your words',
  hint: '10 to 500 characters',
  send: 'Apply',
  sent: 'Your application is on its way.',
  waits: 'Your application ({time}) is waiting for the admin.',
  approved: 'Your application is approved: you may teach now.',
  declined: 'Your application was declined.',
  mayApply: 'Your account cannot create lessons yet. You can apply to become a lecturer.',
}

export const review: typeof Review = {
  pending: 'Waits for review',
  declined: 'Declined',
  hidden: 'Until it is approved, only its staff sees this lesson. A change hands it in again.',
  keeps: 'Learners still see what was published.',
}
