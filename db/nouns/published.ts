/** What the public may read of the disclosures. */
import type { Day, Instant } from './basics.js'
import type { Disclosure } from './results.js'

/** A disclosure as the public reads it: who made it public is nobody's business. */
export type PublishedResult = Omit<Disclosure, 'by'>

/** What a list of public results is narrowed to; `month` is the inspection's, `YYYY-MM`. */
export interface PublishedFilter {
  department?: string
  item?: string
  month?: string
}

/** Where a list of public results goes on: it is ordered by these. */
export interface PublishedPlace {
  inspectedOn: Day
  visit: string
  department: string
}

/** A firm with a public result. */
export interface PublishedFirm {
  code: string
  /** As it stands in its newest disclosure. */
  name: string
  /** How many results of it are public, corrections not counted. */
  results: number
}

/** Public results inspected in a month (`YYYY-MM`), and in how many of them something was found. */
export interface PublishedCount {
  month: string
  department: string
  results: number
  problems: number
}

/** How often an item of public results ended with a finding. */
export interface PublishedFinding {
  item: string
  finding: string
  results: number
}

export interface PublishedView {
  /** What the public may read of the disclosures: results stand in their newest version unless said otherwise. */
  published: {
    /** Grows with every disclosure, 0 before the first. */
    version(): Promise<number>
    /** The newest inspection first; only those before (older than) or after (newer than) the place where one is given. */
    list(
      filter: PublishedFilter,
      limit: number,
      from?: { before: PublishedPlace } | { after: PublishedPlace } | undefined,
    ): Promise<PublishedResult[]>
    /** All versions, the newest inspection first, and of each result the newest version first. */
    ofFirm(code: string): Promise<PublishedResult[]>
    /** What the public reads of a firm now, and whether something was found; the newest inspection first. */
    standing(code: string): Promise<(PublishedResult & { problem: boolean })[]>
    /** Of each department of the visit. */
    ofVisit(visit: string): Promise<PublishedResult[]>
    /** All versions, the newest first. */
    versions(visit: string, department: string): Promise<PublishedResult[]>
    /** What was made public last first. */
    latest(limit: number): Promise<PublishedResult[]>
    /** What was made public after `after`, at most up to `until`, in that order. */
    between(after: Instant, until: Instant): Promise<PublishedResult[]>
    /** Versions that replaced another one for any reason but that, the newest first. */
    corrections(notFor: string, limit: number, offset: number): Promise<PublishedResult[]>
    firm(code: string): Promise<PublishedFirm | undefined>
    /** Words as for `firms.search`. */
    searchFirms(words: string[], limit: number, offset: number): Promise<PublishedFirm[]>
    /** In the order in which they first became public. */
    firmCodes(limit: number, offset: number): Promise<string[]>
    firmCount(): Promise<number>
    /** In order of month and department. */
    counts(): Promise<PublishedCount[]>
    /** In order of item, the most frequent finding first. */
    findings(): Promise<PublishedFinding[]>
  }
}
