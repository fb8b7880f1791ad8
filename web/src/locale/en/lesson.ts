import type { lesson as Lesson, invite as Invite } from '../zh-CN/lesson'

export const lesson: typeof Lesson = {
  state: { scheduled: 'Upcoming', live: 'Live', ended: 'Ended' },
  kind: { live: 'Live', video: 'Video', audio: 'Audio' },
  access: { free: 'Free', password: 'Password', invite: 'Invite' },
  viewers: '{n} here',
  at: 'Starts {time}',
  noTime: 'Time to be announced',
  endedAt: 'Ended {time}',
  openSince: 'Since {time}',
  opensAt: 'Opens {time}',
  notReady: 'Not open yet',
  by: 'Lecturer: {name}',
  cover: 'Cover of “{title}”',
  now: '“{title}” as it looks now',
  studio: 'Studio',
  report: 'Report',
  edit: 'Edit',
  open: 'Enter the room',
}

export const invite: typeof Invite = {
  title: 'You are invited',
  as: { learner: 'You are invited to this lesson as a learner', assistant: 'You are invited to help as an assistant', guest: 'You are invited as a guest' },
  accept: 'Accept the invite',
  signInFirst: 'The invite will belong to your account. Sign in or register first; you will come back here.',
  used: 'This invite link has already been used.',
  missing: 'This invite link does not exist, or was taken back.',
}
