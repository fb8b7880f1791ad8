import type { site as Site, problem as Problem, notFound as NotFound, common as Common, home as Home, replies as Replies, quick as Quick } from '../zh-CN/site'

export const site: typeof Site = {
  name: 'Lyceum',
  fullName: 'Lyceum 讲堂',
  skip: 'Skip to content',
  menu: 'Menu',
  home: 'Home',
  newLesson: 'New lesson',
  operator: 'Admin',
  profile: 'My account',
  learning: 'My learning',
  signIn: 'Sign in',
  signOut: 'Sign out',
  register: 'Register',
  verifyDraw: 'Verify a draw',
  quick: 'Quick start',
  terms: 'Terms of use',
  language: 'Language',
  languageName: { 'zh-CN': '中文', en: 'English' },
  languageShort: { 'zh-CN': '中', en: 'EN' },
  theme: 'Appearance',
  themeName: { system: 'As the system', light: 'Light', dark: 'Dark' },
  accountMenu: 'Account menu',
  accountMenuWaiting: 'Account menu, {n} waiting for you',
  footer: 'Your own lecture hall, your own data.',
  version: 'Version {version}',
}

export const replies: typeof Replies = {
  title: 'Replies to you',
  unseen: '{n} new replies',
}

export const problem: typeof Problem = {
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  status: 'The server did not complete the request ({status}).',
  again: 'Try again',
  toHome: 'Back to the home page',
  wait: 'Please try again in {seconds} s.',
  title: 'Something went wrong',
}

export const notFound: typeof NotFound = {
  title: 'There is no page here',
  text: 'The address may be mistyped, or the lesson has been deleted.',
}

export const common: typeof Common = {
  save: 'Save',
  saved: 'Saved',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy. Please select the text yourself.',
  show: 'Show',
  hide: 'Hide',
  more: 'Load more',
  loading: 'Loading',
  optional: 'optional',
  required: 'This must not be empty.',
}

export const home: typeof Home = {
  title: 'Lessons',
  heroTitle: 'Class is in session.',
  heroText: 'A lecture hall in your browser: picture and sound almost as they happen, questions answered on the spot.',
  live: 'Live now',
  coming: 'Coming up',
  past: 'Ended',
  films: 'Video and audio lessons',
  mine: 'Lessons I teach or assist',
  roomNumber: 'Room number',
  roomNumberHint: 'Enter a room number',
  roomNumberWrong: 'A room number is made of digits only.',
  enter: 'Enter',
  emptyLive: 'Nothing is live right now',
  emptyLiveText: 'See what is coming up below, or enter the room number your lecturer gave you.',
  emptyAll: 'No lessons yet',
  emptyAllLecturer: 'Begin with the first one: give it a name and a time.',
  emptyAllText: 'New lessons will appear here.',
  setup: 'This site has no admin yet. Open the one-time link that the server printed at its first start.',
}

export const quick: typeof Quick = {
  title: 'Quick start',
  intro: 'Type a room number or a name and start. A room that does not exist yet is made for you.',
  roomId: 'Room number',
  start: 'Start Stream',
  startHint: 'go live',
  stop: 'Stop Stream',
  stopHint: 'end it',
  started: 'Live Stream Started',
  stopped: 'Stopped',
  ready: 'Not started',
  message: 'Message',
  messagePlaceholder: 'Say something to the room…',
  send: 'Send',
  messages: 'Messages in the room',
  empty: 'No messages yet',
  signIn: 'Sign in to start a stream and to send messages.',
  watch: 'Open the room',
  studio: 'Open the studio',
  api: 'The same three calls work from a script:',
}
