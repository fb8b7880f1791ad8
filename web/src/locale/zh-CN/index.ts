import * as lesson from './lesson'
import * as people from './people'
import * as room from './room'
import * as site from './site'
import * as studio from './studio'

const messages = { ...site, ...lesson, ...room, ...studio, ...people }

export type Messages = typeof messages
export default messages
