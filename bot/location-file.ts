/** A place that somebody sent as a file: kept, hashed and attached like any other evidence. */
import type { IncomingFile } from './chat.js'

const SCHEME = 'geo:'
/** About a metre. */
const DIGITS = 5

/** @param latitude degrees, north positive. @param longitude degrees, east positive (WGS 84) */
export function locationFile(latitude: number, longitude: number): IncomingFile {
  const [lat, lon] = [latitude.toFixed(DIGITS), longitude.toFixed(DIGITS)]
  const side = (value: number, plus: string, minus: string) => (value < 0 ? minus : plus)
  const abs = (text: string) => text.replace('-', '')
  const name = `位置 ${side(latitude, '北', '南')}纬${abs(lat)} ${side(longitude, '东', '西')}经${abs(lon)}.geojson`
  const ref = `${SCHEME}${lat},${lon}`
  return { ref, name, mime: 'application/geo+json', size: bytesOf(lat, lon).length }
}

/** The bytes behind such a file's `ref`; null for a file that the platform has. */
export function readLocation(ref: string): Buffer | null {
  const [lat, lon] = ref.startsWith(SCHEME) ? ref.slice(SCHEME.length).split(',') : []
  return lat === undefined || lon === undefined ? null : bytesOf(lat, lon)
}

/** RFC 7946: the longitude comes first. */
function bytesOf(lat: string, lon: string): Buffer {
  return Buffer.from(`{"type":"Point","coordinates":[${lon},${lat}]}\n`)
}
