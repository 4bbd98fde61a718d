/** A place that somebody in the room sends: kept as the same file that a place becomes on other platforms. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import { locationFile, readLocation } from '../../bot/location-file.js'
import type { FileStore } from '../../db/files.js'

/** In degrees, north and east positive (WGS 84). */
const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

/** Answers what `/room/messages` takes among its files. */
export async function takePlace(files: FileStore, request: Request, response: Response): Promise<void> {
  const said = place.safeParse(request.body)
  if (!said.success) {
    response.status(400).json({ error: '位置应有纬度（-90 到 90）和经度（-180 到 180）' })
    return
  }
  const { ref, name, mime } = locationFile(said.data.latitude, said.data.longitude)
  const bytes = readLocation(ref)!
  response.status(201).json({ hash: await files.put(bytes), name, mime, size: bytes.length })
}
