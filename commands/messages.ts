/** Every Chinese sentence that the bot says, by the command or part that says it. */
import { auditing } from './messages/auditing.js'
import { beacon } from './messages/beacon.js'
import { boarding } from './messages/boarding.js'
import { bulletins } from './messages/bulletins.js'
import { crediting } from './messages/crediting.js'
import { deciding } from './messages/deciding.js'
import { drawing } from './messages/drawing.js'
import { firms } from './messages/firms.js'
import { importing } from './messages/importing.js'
import { imports } from './messages/imports.js'
import { listing } from './messages/listing.js'
import { measuring } from './messages/measuring.js'
import { news } from './messages/news.js'
import { people } from './messages/people.js'
import { planning } from './messages/planning.js'
import { platform } from './messages/platform.js'
import { platforms } from './messages/platforms.js'
import { printing } from './messages/printing.js'
import { progressing } from './messages/progressing.js'
import { proof } from './messages/proof.js'
import { publishing } from './messages/publishing.js'
import { pushing } from './messages/pushing.js'
import { rating } from './messages/rating.js'
import { rechecking } from './messages/rechecking.js'
import { recording } from './messages/recording.js'
import { replacing } from './messages/replacing.js'
import { reporting } from './messages/reporting.js'
import { reviewing } from './messages/reviewing.js'
import { rivals } from './messages/rivals.js'
import { roll } from './messages/roll.js'
import { router } from './messages/router.js'
import { service } from './messages/service.js'
import { setting } from './messages/setting.js'
import { sharing } from './messages/sharing.js'
import { transferring } from './messages/transferring.js'
import { visiting } from './messages/visiting.js'

export const messages = {
  router,
  beacon,
  ...service,
  ...drawing,
  rivals,
  ...proof,
  ...visiting,
  ...recording,
  ...progressing,
  ...reporting,
  ...boarding,
  ...reviewing,
  ...deciding,
  ...rechecking,
  ...publishing,
  ...transferring,
  ...auditing,
  ...printing,
  ...platforms,
  ...replacing,
  ...people,
  ...firms,
  ...planning,
  ...platform,
  importing,
  ...imports,
  ...roll,
  ...pushing,
  ...news,
  ...bulletins,
  ...crediting,
  ...rating,
  ...listing,
  ...measuring,
  ...setting,
  ...sharing,
}
