import type { desk as Desk, staff as Staff } from '../zh-CN/desk'

export const desk: typeof Desk = {
  title: 'Desk',
  notStaff: 'Only the lecturer and assistants can open the desk.',
  room: 'Room',
  tools: 'Run',
  talk: 'Staff',
}

export const staff: typeof Staff = {
  none: 'Nothing said yet',
  noneText: 'What is said here only the lecturer and assistants see.',
  label: 'Say to lecturer and assistants',
  send: 'Send',
  ready: 'Ready replies',
  say: 'Send: {text}',
  change: 'Change',
  prepare: 'Prepare replies',
  readyText: 'A line each, at most 20 of 200 characters. One tap says it in the comments.',
  keep: 'Keep them',
}
