/** Opens an office file as the parts that it is zipped from. */
import { strFromU8, unzipSync } from 'fflate'

/** The text of each part by its path; throws when the bytes are no zip. */
export function openPackage(file: Buffer): Record<string, string> {
  const parts = Object.entries(unzipSync(new Uint8Array(file)))
  return Object.fromEntries(parts.map(([path, bytes]) => [path, strFromU8(bytes)]))
}

/** Undoes XML's escaping of text. */
export function unescapeXml(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => names[name] ?? '')
}
