/** The list at the head of a backup: every file with its hash, and where the ledger stood. */
import { z } from 'zod'

export const MANIFEST = 'manifest.json'
export const DATABASE = 'database.db'
/** A kept file lies under its hash, as in the file store. Any other path could lead out of the folder. */
export const KEPT_FILE = /^files\/[0-9a-f]{2}\/[0-9a-f]{64}$/

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const path = z.string().refine((value) => value === DATABASE || KEPT_FILE.test(value))

export const manifestSchema = z.object({
  version: z.literal(1),
  at: z.iso.datetime(),
  files: z
    .array(z.object({ path, sha256: hash, size: z.int().min(0) }))
    .refine((files) => files.filter((file) => file.path === DATABASE).length === 1),
  ledger: z.object({ n: z.int().min(0), hash }),
})

export type Manifest = z.infer<typeof manifestSchema>
export type BackupFile = Manifest['files'][number]
