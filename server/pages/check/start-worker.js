/** Starts the worker from the text that the build puts into the page, so that one file is all there is. */
/* global WORKER_TEXT */

export function makeWorker() {
  const url = URL.createObjectURL(new Blob([WORKER_TEXT], { type: 'text/javascript' }))
  const worker = new Worker(url)
  URL.revokeObjectURL(url)
  return worker
}
