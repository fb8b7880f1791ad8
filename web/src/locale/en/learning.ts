import type { learning as Learning } from '../zh-CN/learning'

export const learning: typeof Learning = {
  intro: 'The classes you were in: for how long, what you missed, your questions and points.',
  empty: 'No classes yet',
  emptyText: 'When you are in a class while it is live, it is noted here.',
  find: 'See what is on',
  live: 'Live now',
  present: 'There for {n} of {of} min',
  all: 'There the whole time',
  missed: 'What you missed',
  missedSpan: '{from} – {to}',
  missedAt: 'Watch the replay: {from} to {to}, from minute {n}',
  noReplay: 'There is no replay of this class to watch.',
  details: 'Points and questions',
  quiz: 'Quizzes: {points} of {most} points',
  place: 'place {n} of {of} with points',
  checkins: 'Checked in {n} of {of} times',
  nothing: 'There was no quiz or check-in in this class, and you asked nothing.',
  questions: 'My questions',
  state: { open: 'waiting', answering: 'being answered', answered: 'answered', archived: 'archived' },
  seeAnswer: 'See the answer',
}
