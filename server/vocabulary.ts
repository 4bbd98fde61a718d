/** The versioned list of what an inspection record may say. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Vocabulary } from '../commands/rules/record-form.js'
import { packageRoot } from './package-root.js'

const schema = z.object({
  version: z.string().min(1),
  results: z
    .array(z.object({ name: z.string().min(1), problem: z.boolean(), aliases: z.array(z.string()) }))
    .min(1),
  methods: z.array(z.object({ name: z.string().min(1), aliases: z.array(z.string()) })).min(1),
})

/** @throws when the file is missing or not of this shape. */
export function readVocabulary(): Vocabulary {
  const file = new URL('sample/vocabulary/inspection.json', packageRoot)
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
