/** The one list of what is looked for each minute, in the order in which it is done. */
import type { PeriodicJob } from './due-work.js'
import { followCalendar } from './follow-calendar.js'
import { forgetOld } from './forget-old.js'
import { remindFollowUps } from './remind-follow-ups.js'
import { remindMeasures } from './remind-measures.js'
import { remindObjections } from './remind-objections.js'
import { remindResults } from './remind-results.js'
import { sendBulletins } from './send-bulletins.js'
import { sendDigest } from './send-digest.js'
import { sendReminders } from './send-reminders.js'
import { shareResults } from './share-results.js'
import { tellRegistryNews } from './tell-registry-news.js'
import { watchCertificates } from './watch-certificates.js'
import { watchCredit } from './watch-credit.js'
import { watchDraws } from './watch-draws.js'
import { watchImports } from './watch-imports.js'
import { watchListings } from './watch-listings.js'
import { watchPlatforms } from './watch-platforms.js'
import { watchReplacements } from './watch-replacements.js'

export const DEADLINE_JOBS: Record<string, PeriodicJob> = {
  watchDraws,
  watchReplacements,
  watchImports,
  tellRegistryNews,
  followCalendar,
  sendReminders,
  remindResults,
  remindFollowUps,
  remindMeasures,
  remindObjections,
  sendBulletins,
  shareResults,
  sendDigest,
  watchCertificates,
  watchListings,
  watchPlatforms,
  forgetOld,
}

/** A lane of its own: it may rate every firm, and no deadline waits for that. */
export const CREDIT_WATCHES: Record<string, PeriodicJob> = { watchCredit }
