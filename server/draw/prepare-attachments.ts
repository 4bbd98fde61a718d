/** The worker's part of a result's announcement: the papers and pictures that go with it; nothing is entered here. */
import { messages } from '../../commands/messages.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef, Store } from '../../db/store.js'
import { writeDrawList } from '../documents/draw-list.js'
import { writeDrawRecord } from '../documents/draw-record.js'
import { type DrawPictures, keepPictures, NO_PICTURES } from './draw-pictures.js'
import { gatherPapers } from './gather-papers.js'

export interface AnnounceInput {
  /** Of a drawn draw. */
  drawId: number
  zone: string
  /** As in the office's settings. */
  publicUrl: string | null
  pictures: boolean
}

export interface Attachments {
  papers: FileRef[]
  pictures: DrawPictures
}

export async function prepareAttachments(
  store: Store,
  files: FileStore,
  { drawId, zone, publicUrl, pictures }: AnnounceInput,
): Promise<Attachments> {
  const data = await store.read(async (view) => gatherPapers(view, (await view.draws.get(drawId))!, zone))
  const papers = [
    await keepPaper(files, await writeDrawRecord(data), messages.papers.record(data.drawNo), 'docx'),
    await keepPaper(files, await writeDrawList(data), messages.papers.list(data.drawNo), 'xlsx'),
  ]
  return { papers, pictures: pictures ? await keepPictures(files, data, publicUrl) : NO_PICTURES }
}

const MIME = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

async function keepPaper(
  files: FileStore,
  bytes: Buffer,
  name: string,
  type: keyof typeof MIME,
): Promise<FileRef> {
  return { hash: await files.put(bytes), name: `${name}.${type}`, mime: MIME[type], size: bytes.length }
}
