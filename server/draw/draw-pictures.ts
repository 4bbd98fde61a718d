/** A draw's pictures in the file store: the result for phones, and where to check it as a QR code. */
import QRCode from 'qrcode'
import { messages } from '../../commands/messages.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef } from '../../db/store.js'
import type { DrawSheetData } from '../documents/draw-data.js'
import type { QrCode } from '../documents/result-picture.js'

export interface DrawPictures {
  result: FileRef[]
  /** Null when the pages are not published. */
  qr: FileRef | null
}

export const NO_PICTURES: DrawPictures = { result: [], qr: null }

const QR_PIXELS = 560

export async function keepPictures(
  files: FileStore,
  data: DrawSheetData,
  publicUrl: string | null,
): Promise<DrawPictures> {
  const qr = publicUrl === null ? null : await drawQr(`${publicUrl}/draws/${data.drawNo}`)
  // Compiled code that a machine may lack: without it there are no pictures, and all else goes on.
  const { drawResultPictures } = await import('../documents/result-picture.js')
  const pictures = drawResultPictures(data, qr)
  const result: FileRef[] = []
  for (const [i, png] of pictures.entries()) {
    result.push(await keep(files, png, messages.picture.name(data.drawNo, i + 1, pictures.length)))
  }
  return { result, qr: qr && (await keep(files, qr.png, messages.proof.qrName(data.drawNo))) }
}

async function drawQr(address: string): Promise<QrCode> {
  return { address, png: await QRCode.toBuffer(address, { width: QR_PIXELS, margin: 2 }) }
}

async function keep(files: FileStore, png: Buffer, name: string): Promise<FileRef> {
  return { hash: await files.put(png), name: `${name}.png`, mime: 'image/png', size: png.length }
}
