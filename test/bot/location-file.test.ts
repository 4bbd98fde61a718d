import { expect, it } from 'vitest'
import type { ChatPlatform, IncomingMessage } from '../../bot/chat.js'
import { fetchFile } from '../../bot/fetch-file.js'
import { locationFile } from '../../bot/location-file.js'
import { readUpdate } from '../../bot/telegram/read-update.js'

it('keeps a place that was sent on Telegram as a file that says in its name where it is', async () => {
  const update = {
    update_id: 7,
    message: {
      ...{ message_id: 3, date: 0, chat: { id: 5, type: 'private', first_name: '张' } },
      ...{
        from: { id: 5, is_bot: false, first_name: '张' },
        location: { latitude: 35.8981234, longitude: 114.1849 },
      },
    },
  }
  const event = readUpdate(update as never, 'bot') as IncomingMessage
  expect(event).toMatchObject({ text: '', authority: true })
  const [file] = event.files
  expect(file).toMatchObject({
    name: '位置 北纬35.89812 东经114.18490.geojson',
    mime: 'application/geo+json',
  })
  // No platform has such a file.
  const nowhere = {} as ChatPlatform
  const { bytes } = await fetchFile(nowhere, file!, 1, new AbortController().signal)
  expect(JSON.parse(bytes.toString())).toEqual({ type: 'Point', coordinates: [114.1849, 35.89812] })
  expect(bytes).toHaveLength(file!.size)
})

it('names the southern and the western half as they are', () => {
  expect(locationFile(-1.5, -0.25).name).toBe('位置 南纬1.50000 西经0.25000.geojson')
})
