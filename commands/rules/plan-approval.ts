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

/** The plan's hash of dr1 §2 over what is approved, which leaves out the approval itself and what follows it. */
export function contentHash<P extends Approval>(plan: P): string {
  const { approvedBy, approvedAt, filingNo, importedBy, approvalLapsed, ...content } = plan
  return planHash(content)
}

/**
 * The plan to keep when a file brings `read` where `before` stood. A new content ends the approval and the filing that
 * were there; the same content keeps what the chat has added. A file's own approval counts unless it is one that has
 * ended, and a filing only beside an approval.
 * @param actor who hands it in
 */
export function carryApproval<P extends Approval>(before: P | undefined, read: P, actor: string): P {
  if (before === undefined) return withFiling({ ...read, importedBy: actor })
  const same = contentHash(before) === contentHash(read)
  const ended = same ? before.approvalLapsed : (before.approvedAt ?? before.approvalLapsed)
  const standing = same
    ? { approvedBy: before.approvedBy, approvedAt: before.approvedAt, filingNo: before.filingNo }
    : { approvedBy: null, approvedAt: null, filingNo: null }
  const stale = read.approvedAt !== null && ended !== null && read.approvedAt <= ended
  const given = stale ? standing : { ...standing, ...stated(read) }
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
