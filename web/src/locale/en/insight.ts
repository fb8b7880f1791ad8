import type { insight as Insight } from '../zh-CN/insight'

export const insight: typeof Insight = {
  title: 'How the class is going',
  none: 'none yet',
  mostPresent: 'Most present',
  attendance: 'Attendance as a table (CSV)',
  peak: 'peak {n}',
  minutes: '{n} min',
  hours: '{n} h',
  average: '{n} people on average',
  perMinute: 'per minute',
  ofThosePresent: 'of those present',
  name: { present: 'Present', watched: 'Watch time', index: 'Interaction index', active: 'Taking part' },
  meaning: {
    present: 'People in the room at this moment, each counted once; the peak is the most at one time. The line is the average of each minute of the last hour.',
    watched: 'The time that all people together have been in the room since the class began; beside it, how many were there on average.',
    index: '(comments + questions + likes) ÷ minutes of class. So far: {comments} comments, {questions} questions, {likes} likes. What was deleted does not count.',
    weights: 'Weights of this site: comments {comments}, questions {questions}, likes {likes}.',
    active: 'Of the people present in a minute, the share who did something in it (comment, question, vote, check-in, pace, hand, draw), averaged over minutes by people. Likes have no name and do not count here.',
  },
}
