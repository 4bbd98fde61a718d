/** Every Chinese sentence that the bot says, by the command or part that says it. */
import { drawing } from './messages/drawing.js'
import { importing } from './messages/importing.js'
import { people } from './messages/people.js'
import { router } from './messages/router.js'
import { service } from './messages/service.js'
import { visiting } from './messages/visiting.js'

export const messages = { router, ...service, ...drawing, ...visiting, ...people, importing }
