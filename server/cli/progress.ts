/** A line on the terminal that shows how far long work has come. */
import type { WriteStream } from 'node:tty'

const WIDTH = 30

/** Says nothing where no person looks at it. */
export function createProgress(out: WriteStream): { show(done: number, total: number): void; clear(): void } {
  if (!out.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show(done, total) {
      const full = Math.round((WIDTH * done) / total)
      out.write(`\r[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${done}/${total}`)
    },
    clear: () => void out.write('\r\u001b[K'),
  }
}
