/** The registries: departments, people, inspectors, firms and the items that may be inspected. */
import type { CreditClass, Day, Instant, Role } from './basics.js'

export interface Department {
  code: string
  name: string
  shortName: string
  /** The leading group's office: its clerks may draw every plan. Exactly one department has it. */
  leading: boolean
}

export interface Person {
  id: string
  name: string
  department: string
  roles: Role[]
  phone: string | null
  active: boolean
}

/** The roll entry of a person who may inspect. `id` is the certificate's public number. */
export interface Inspector {
  id: string
  person: string
  department: string
  tags: string[]
  certifiedUntil: Day
  leaveFrom: Day | null
  leaveTo: Day | null
  active: boolean
}

/** Which firms something applies to: a firm must match every list that is not empty. */
export interface Scope {
  trades: string[]
  types: string[]
  districts: string[]
  tags: string[]
  classes: CreditClass[]
}

/** 移出名录: a full import did not name the firm any more. */
export type FirmStatus = '存续' | '停业' | '注销' | '吊销' | '迁出' | '移出名录'

/** `code` is the unified social credit code (GB 32100-2015) and the firmId of a draw. */
export interface Firm {
  code: string
  name: string
  type: string
  trade: string
  district: string
  address: string
  phone: string | null
  status: FirmStatus
  creditClass: CreditClass
  tags: string[]
  weight: number
}

/** What a draw asks of every firm. */
export type FirmInScope = Pick<Firm, 'code' | 'status' | 'creditClass' | 'weight'>

export interface Item {
  code: string
  name: string
  legalBasis: string
  department: string
  scope: Scope
  content: string
  method: string
  /** Numerator and denominator of the highest lawful share of the firms in scope. */
  ratioCap: [number, number]
  /** How often one firm may be inspected for this item in a calendar year. */
  yearlyCap: number
  /** Who may set ratio and frequency. */
  capSetBy: string
  kind: '一般' | '重点'
  materials: string
  publishedOn: Day | null
}

export interface RegistriesView {
  departments: {
    get(code: string): Promise<Department | undefined>
    all(): Promise<Department[]>
  }
  people: {
    get(id: string): Promise<Person | undefined>
    all(): Promise<Person[]>
    withRole(role: Role, department?: string): Promise<Person[]>
    /** By id or by exact name. */
    find(word: string): Promise<Person[]>
  }
  inspectors: {
    get(id: string): Promise<Inspector | undefined>
    ofPerson(person: string): Promise<Inspector | undefined>
    ofDepartments(codes: string[]): Promise<Inspector[]>
    /** On the roll, with a certificate whose last day lies between these two, the nearest first. */
    expiring(from: Day, to: Day): Promise<Inspector[]>
    /** Visits held from draws closed between two instants, by inspector id (dr1 §1 priorLoad). */
    loads(from: Instant, to: Instant): Promise<Map<string, number>>
  }
  firms: {
    get(code: string): Promise<Firm | undefined>
    /**
     * By the beginning of the code, or by words that all must be in the name: a part of two characters or more, pinyin of
     * two syllables or more, three initials or more; a single character finds names that begin with it. Width, case,
     * blanks and brackets make no difference. The name itself comes first, then names that begin with the words, then
     * the others, each in order of the codes; of each no more than 500.
     */
    search(words: string[], limit: number, offset: number): Promise<Firm[]>
    /** Hands over all firms that match every scope, ascending by code, some thousands at a time. */
    eachInScope(scopes: Scope[], take: (firms: FirmInScope[]) => Promise<void> | void): Promise<void>
    count(): Promise<number>
  }
  items: {
    get(code: string): Promise<Item | undefined>
    many(codes: string[]): Promise<Item[]>
    all(): Promise<Item[]>
    /** What is published on the day, by code, in short. */
    published(today: Day): Promise<Pick<Item, 'code' | 'name'>[]>
  }
}

export interface RegistriesTx {
  departments: RegistriesView['departments'] & { put(row: Department): Promise<void> }
  people: RegistriesView['people'] & { put(row: Person): Promise<void> }
  inspectors: RegistriesView['inspectors'] & { put(row: Inspector): Promise<void> }
  firms: RegistriesView['firms'] & { put(row: Firm): Promise<void> }
  items: RegistriesView['items'] & { put(row: Item): Promise<void> }
}
