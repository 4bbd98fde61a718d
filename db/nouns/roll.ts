/** Who may not be drawn: leaves and recusals. */
import type { Day, Instant } from './basics.js'

/** A wish to be away, or what a clerk or a leader entered. */
export interface Leave {
  id: number
  inspector: string
  from: Day
  to: Day
  /** In the asker's own words, '' for none; private. */
  reason: string
  askedBy: string
  askedAt: Instant
  state: 'asked' | 'granted' | 'refused' | 'withdrawn'
  decidedBy: string | null
}

export interface Recusal {
  inspector: string
  firm: string
  reason: string
}

/** An inspector's wish not to be drawn for a firm, before any draw. */
export interface RecusalRequest {
  id: number
  inspector: string
  firm: string
  /** A code of the closed list. */
  reason: string
  explanation: string
  askedBy: string
  askedAt: Instant
  state: 'asked' | 'granted' | 'refused'
  decidedBy: string | null
}

export interface RollView {
  leaves: {
    get(id: number): Promise<Leave | undefined>
    openOf(inspector: string): Promise<Leave | undefined>
  }
  recusals: {
    ofInspectors(ids: string[]): Promise<Recusal[]>
  }
  recusalRequests: {
    get(id: number): Promise<RecusalRequest | undefined>
    open(): Promise<RecusalRequest[]>
  }
}

export interface RollTx {
  leaves: RollView['leaves'] & {
    ask(row: Omit<Leave, 'id' | 'state' | 'decidedBy'>): Promise<number>
    decide(id: number, state: 'granted' | 'refused' | 'withdrawn', decidedBy: string): Promise<void>
  }
  recusals: RollView['recusals'] & { put(row: Recusal): Promise<void> }
  recusalRequests: RollView['recusalRequests'] & {
    ask(row: Omit<RecusalRequest, 'id' | 'state' | 'decidedBy'>): Promise<number>
    decide(id: number, state: 'granted' | 'refused', decidedBy: string): Promise<void>
  }
}
