/** Reads a multipart/form-data body (RFC 7578) as it came over the wire. */

export interface FormFile {
  filename: string
  bytes: Buffer
}

export type FormFields = Record<string, string | FormFile>

/** Throws when the body is not well formed. */
export function readMultipart(body: Buffer, contentType: string): FormFields {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (!boundary) throw new Error('no boundary')
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const whole = Buffer.concat([Buffer.from('\r\n'), body])
  const fields: FormFields = {}
  let from = whole.indexOf(delimiter)
  for (;;) {
    from += delimiter.length
    if (whole.subarray(from, from + 2).toString() === '--') return fields
    const end = whole.indexOf(delimiter, from)
    if (from < delimiter.length || end < 0) throw new Error('the form does not end')
    const [name, value] = readPart(whole.subarray(from + 2, end))
    fields[name] = value
    from = end
  }
}

function readPart(part: Buffer): [string, string | FormFile] {
  const blank = part.indexOf('\r\n\r\n')
  if (blank < 0) throw new Error('a part without a head')
  const head = part.subarray(0, blank).toString()
  const bytes = part.subarray(blank + 4)
  const name = /content-disposition:[^\r\n]*[; ]name="([^"]*)"/i.exec(head)?.[1]
  if (name === undefined) throw new Error('a part without a name')
  const filename = /filename="([^"]*)"/i.exec(head)?.[1]
  return [name, filename === undefined ? bytes.toString() : { filename, bytes: Buffer.from(bytes) }]
}
