/** Work that is done once at a time: whoever wakes it meanwhile gets one more round. */

export interface Loop {
  wake(): void
  readonly busy: boolean
  readonly stopped: boolean
  /** Resolves when no round is under way. */
  idle(): Promise<void>
  /** No round begins any more; resolves when the last one has ended. */
  stop(): Promise<void>
}

/**
 * @param round does what there is to do, and never rejects.
 * @param rest called after a round when no other one was asked for meanwhile.
 */
export function createLoop(round: () => Promise<void>, rest: () => void = () => {}): Loop {
  let work: Promise<void> | undefined
  let again = false
  let stopped = false

  function wake(): void {
    if (stopped) return
    if (work) {
      again = true
      return
    }
    work = round().finally(() => {
      work = undefined
      const more = again
      again = false
      if (more) wake()
      else rest()
    })
  }

  async function idle(): Promise<void> {
    while (work) await work
  }

  return {
    wake,
    idle,
    get busy() {
      return work !== undefined
    },
    get stopped() {
      return stopped
    },
    stop() {
      stopped = true
      return idle()
    },
  }
}
