/** 检查记录: what was found, in versions, with photos and documents. */
import type { Day, FileRef, Instant } from './basics.js'

export interface ItemResult {
  item: string
  result: string
  method: string
}

export interface InspectionRecord {
  receipt: string
  visit: string
  version: number
  /** Why this version replaces the one before; null for the first. */
  reason: string | null
  by: string
  at: Instant
  inspectedOn: Day
  items: ItemResult[]
  signed: boolean
  unsignedReason: string | null
  onSiteWitness: string | null
  note: string | null
  /** Whoever was commissioned to test, audit or advise (四(二)3); the conclusion is attached. */
  expert: string | null
  /** What of another department's result was taken over instead of an inspection of one's own. */
  adopted: string | null
}

export interface Attachment {
  id: number
  visit: string
  receipt: string
  by: string
  at: Instant
  file: FileRef
}

export interface RecordsView {
  records: {
    get(receipt: string): Promise<InspectionRecord | undefined>
    /** Oldest version first. */
    ofVisit(visit: string): Promise<InspectionRecord[]>
    /** The newest record of a person, of any visit. */
    lastBy(person: string): Promise<InspectionRecord | undefined>
    attachments(visit: string): Promise<Attachment[]>
  }
}

export interface RecordsTx {
  records: RecordsView['records'] & {
    add(row: InspectionRecord): Promise<void>
    attach(row: Omit<Attachment, 'id'>): Promise<void>
  }
}
