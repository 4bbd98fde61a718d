/** The setting that holds the outbox back: while it is not empty nothing is sent; after a restore a person must first confirm. */
export const OUTBOX_HELD = 'outbox.held'
