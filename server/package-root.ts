/** The folder that holds package.json, whether the code runs from source or compiled. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

function findRoot(): URL {
  let dir = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(`${dir}/package.json`)) {
    const parent = dirname(dir)
    if (parent === dir) throw new Error('no package.json above the program')
    dir = parent
  }
  return pathToFileURL(`${dir}/`)
}

/** Ends with a slash. */
export const packageRoot = findRoot()
