import type { desk as Desk } from '../zh-CN/desk'

export const desk: typeof Desk = {
  title: 'Desk',
  notStaff: 'Only the lecturer and assistants can open the desk.',
  room: 'Room',
  tools: 'Polls, check-in, draw',
}
