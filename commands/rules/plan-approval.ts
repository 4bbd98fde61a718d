/** An approval belongs to the content that was approved (四(二)1): what an import makes of it, and the content's hash. */
import { planHash } from './draw/commit.js'

/** Instants are UTC ISO strings. */
export interface Approval {
  approvedBy: string | null
  approvedAt: string | null
  filingNo: string | null
  importedBy: string | null
  approvalLapsed: string | null
}

/** Whoever works on the machine itself. */
const KEEPER = 'system'
const NONE = { approvedBy: null, approvedAt: null, filingNo: null }

/** The plan's hash of dr1 §2 over what is approved, which leaves out the approval itself and what follows it. */
export function contentHash<P extends Approval>(plan: P): string {
  const { approvedBy, approvedAt, filingNo, importedBy, approvalLapsed, ...content } = plan
  return planHash(content)
}

/**
 * The plan to keep when a file brings `read` where `before` stood. A new content ends the approval and the filing that
 * were there; the same content keeps what the chat has added. What a file says of its own approval counts only where the
 * machine's keeper reads it in, as from the time before this system: nobody writes a leader's approval for him in a chat.
 * Even there one that has ended stays ended, and a filing stands only beside an approval.
 * @param actor who hands it in; `system` on the command line
 */
export function carryApproval<P extends Approval>(before: P | undefined, read: P, actor: string): P {
  const isKeeper = actor === KEEPER
  if (before === undefined) return withFiling({ ...read, ...(isKeeper ? {} : NONE), importedBy: actor })
  const same = contentHash(before) === contentHash(read)
  const ended = same ? before.approvalLapsed : (before.approvedAt ?? before.approvalLapsed)
  const standing = same
    ? { approvedBy: before.approvedBy, approvedAt: before.approvedAt, filingNo: before.filingNo }
    : NONE
  const stale = read.approvedAt !== null && ended !== null && read.approvedAt <= ended
  const given = stale || !isKeeper ? standing : { ...standing, ...stated(read) }
  return withFiling({
    ...read,
    ...given,
    importedBy: same ? before.importedBy : actor,
    approvalLapsed: ended,
  })
}

/** What the file says at all: an empty cell takes nothing back. */
function stated({ approvedBy, approvedAt, filingNo }: Approval): Partial<Approval> {
  return {
    ...(approvedAt === null ? {} : { approvedBy, approvedAt }),
    ...(filingNo === null ? {} : { filingNo }),
  }
}

function withFiling<P extends Approval>(plan: P): P {
  return plan.approvedAt === null ? { ...plan, filingNo: null } : plan
}
