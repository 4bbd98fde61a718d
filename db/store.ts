/** The one interface behind which a database engine stands; the nouns of the house are plain records (nouns/). */

import type { BoardTx, BoardView } from './nouns/board.js'
import type { ChangesTx, ChangesView } from './nouns/changes.js'
import type { ConductTx, ConductView } from './nouns/conduct.js'
import type { CreditTx, CreditView } from './nouns/credit.js'
import type { DraftsTx, DraftsView } from './nouns/drafts.js'
import type { DrawsTx, DrawsView } from './nouns/draws.js'
import type { IdentityTx, IdentityView } from './nouns/identity.js'
import type { MeasuresTx, MeasuresView } from './nouns/measures.js'
import type { MessagesTx, MessagesView } from './nouns/messages.js'
import type { PlansTx, PlansView } from './nouns/plans.js'
import type { PublishedView } from './nouns/published.js'
import type { RechecksTx, RechecksView } from './nouns/rechecks.js'
import type { RecordsTx, RecordsView } from './nouns/records.js'
import type { RegistriesTx, RegistriesView } from './nouns/registries.js'
import type { ReplacementsTx, ReplacementsView } from './nouns/replacements.js'
import type { ResultsTx, ResultsView } from './nouns/results.js'
import type { RollTx, RollView } from './nouns/roll.js'
import type { ServiceTx, ServiceView } from './nouns/service.js'
import type { SharesTx, SharesView } from './nouns/shares.js'
import type { TransfersTx, TransfersView } from './nouns/transfers.js'
import type { VisitsTx, VisitsView } from './nouns/visits.js'

export type * from './nouns/basics.js'
export type * from './nouns/board.js'
export type * from './nouns/changes.js'
export type * from './nouns/conduct.js'
export type * from './nouns/credit.js'
export type * from './nouns/drafts.js'
export type * from './nouns/draws.js'
export type * from './nouns/identity.js'
export type * from './nouns/measures.js'
export type * from './nouns/messages.js'
export type * from './nouns/plans.js'
export type * from './nouns/published.js'
export type * from './nouns/rechecks.js'
export type * from './nouns/records.js'
export type * from './nouns/registries.js'
export type * from './nouns/replacements.js'
export type * from './nouns/results.js'
export type * from './nouns/roll.js'
export type * from './nouns/service.js'
export type * from './nouns/shares.js'
export type * from './nouns/transfers.js'
export type * from './nouns/visits.js'

/** What a snapshot can be asked. Every method answers from the same moment. */
export interface View
  extends BoardView,
    ChangesView,
    ConductView,
    CreditView,
    DraftsView,
    DrawsView,
    IdentityView,
    MeasuresView,
    MessagesView,
    PlansView,
    PublishedView,
    RechecksView,
    RecordsView,
    RegistriesView,
    ReplacementsView,
    ResultsView,
    RollView,
    ServiceView,
    SharesView,
    TransfersView,
    VisitsView {}

/** A write transaction: everything a snapshot can be asked, and the changes. It dies with its callback. */
export interface Tx
  extends BoardTx,
    ChangesTx,
    ConductTx,
    CreditTx,
    DraftsTx,
    DrawsTx,
    IdentityTx,
    MeasuresTx,
    MessagesTx,
    PlansTx,
    PublishedView,
    RechecksTx,
    RecordsTx,
    RegistriesTx,
    ReplacementsTx,
    ResultsTx,
    RollTx,
    ServiceTx,
    SharesTx,
    TransfersTx,
    VisitsTx {}

export interface Store {
  /** One snapshot; the callback awaits nothing but `view`. */
  read<T>(work: (view: View) => Promise<T>): Promise<T>
  /**
   * One transaction, after all earlier ones. The callback awaits nothing but `tx`; a throw undoes everything.
   * @throws when called inside another write, or when something else was awaited inside.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A consistent copy of the database into a new file, while the bot goes on. */
  copyTo(path: string): Promise<void>
  close(): Promise<void>
}
