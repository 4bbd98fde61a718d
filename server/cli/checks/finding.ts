/** What one look of the doctor found. */
export interface Finding {
  /** Fine, worth a look, or to be put right. */
  mark: '✓' | '！' | '✗'
  text: string
  /** What to do about it. */
  next?: string
}
