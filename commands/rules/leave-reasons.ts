/** Why somebody does not go on a visit: the closed list of dr1 §7, with the words by which each reason is known. */

export interface LeaveReason {
  /** What the ledger and the proof hold. */
  code: string
  /** The first word is its name, the others are read as well. */
  words: [string, ...string[]]
  /** Kept as a recusal from that firm for all later draws. */
  conflict: boolean
}

/** The reasons that are public law's grounds of recusal, and stand in proofs; a plan's later draws heed them. */
const CONFLICTS: LeaveReason[] = [
  { code: 'kin', words: ['近亲属关系', '近亲属', '亲属', '亲属关系'], conflict: true },
  { code: 'interest', words: ['利害关系', '利害'], conflict: true },
  { code: 'relation', words: ['其他可能影响公正的关系', '其他关系', '其他'], conflict: true },
]

/** Proofs are public and health is not: illness and leave share one code. */
const ABSENCES: LeaveReason[] = [
  {
    code: 'leave',
    words: ['生病、请假或公出', '生病', '请假', '公出', '请假或公出', '病假', '因病', '出差', '休假'],
    conflict: false,
  },
  { code: 'moved', words: ['调离岗位', '调离', '离岗'], conflict: false },
  { code: 'certificate', words: ['证件失效', '证件到期', '执法证件失效'], conflict: false },
]

/** Of an empty seat; nobody types it. */
export const VACANT = 'vacant'

/** What an inspector may give for himself. */
export const RECUSAL_REASONS: readonly LeaveReason[] = CONFLICTS
/** What may be given for somebody who does not go. */
export const LEAVE_REASONS: readonly LeaveReason[] = [...CONFLICTS, ...ABSENCES]

/** The reason of a list that a word names, in any width; undefined for any other word. */
export function readReason(word: string, list: readonly LeaveReason[]): LeaveReason | undefined {
  const typed = word.normalize('NFKC').replace(/\s/g, '')
  return list.find(({ words }) => words.some((one) => one === typed))
}

/** @param code one of the list's. */
export function reasonOf(code: string): LeaveReason {
  const found = LEAVE_REASONS.find((one) => one.code === code)
  if (!found) throw new Error(`${code} is no reason to leave`)
  return found
}
