import * as lesson from './lesson'
import * as people from './people'
import * as questions from './questions'
import * as replay from './replay'
import * as room from './room'
import * as site from './site'
import * as storage from './storage'
import * as teach from './teach'

const messages = { ...site, ...lesson, ...room, ...questions, ...replay, ...storage, ...people, ...teach }

export type Messages = typeof messages
export default messages
