/** The worker's part of /form: the forms of visits as Word files, and the check of a template that somebody sent. */
import { readFile } from 'node:fs/promises'
import { messages } from '../../commands/messages.js'
import { FORM_NAMES, type FormKind, formSetting } from '../../commands/visits/forms.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef, Store } from '../../db/store.js'
import { packageRoot } from '../package-root.js'
import { checkForm, fillForm } from './fill-form.js'
import { formData } from './form-data.js'
import { FormFault } from './form-fault.js'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** One file of each kind, with all the visits in it. */
export async function writeForms(
  store: Store,
  files: FileStore,
  { about, visits }: { about: string; visits: string[] },
): Promise<FileRef[]> {
  const { data, own } = await store.read(async (view) => ({
    data: await formData(view, visits),
    own: new Map(
      await Promise.all(
        KINDS.map(async (kind) => [kind, await view.settings.get(formSetting(kind))] as const),
      ),
    ),
  }))
  const written: FileRef[] = []
  for (const kind of KINDS) {
    const hash = own.get(kind)
    const template = hash
      ? await files.get(hash)
      : await readFile(new URL(`docs/forms/${kind}.docx`, packageRoot))
    const bytes = fillForm(template, data)
    const name = `${messages.form.fileName(about, FORM_NAMES[kind])}.docx`
    written.push({ hash: await files.put(bytes), name, mime: WORD, size: bytes.length })
  }
  return written
}

const KINDS = Object.keys(FORM_NAMES) as FormKind[]

/** @returns what has to be mended, or null */
export async function findFormFault(files: FileStore, hash: string): Promise<string | null> {
  try {
    await checkForm(await files.get(hash))
    return null
  } catch (error) {
    if (error instanceof FormFault) return error.message
    throw error
  }
}
