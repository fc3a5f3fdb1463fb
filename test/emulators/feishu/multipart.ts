/** The parts of a multipart/form-data body. */
export interface MultipartPart {
  readonly name: string
  readonly body: Buffer
}

/** Reads the parts; an empty list when the body is none. */
export function readMultipart(contentType: string | undefined, body: Buffer): MultipartPart[] {
  const boundary = contentType?.match(/boundary="?([^";]+)"?/)?.[1]
  if (boundary === undefined) return []
  const parts: MultipartPart[] = []
  const mark = Buffer.from(`--${boundary}`)
  let from = body.indexOf(mark)
  while (from >= 0) {
    const next = body.indexOf(mark, from + mark.length)
    if (next < 0) break
    const part = body.subarray(from + mark.length + 2, next - 2)
    const split = part.indexOf('\r\n\r\n')
    const name = part
      .subarray(0, split)
      .toString('utf8')
      .match(/name="([^"]*)"/)?.[1]
    if (split >= 0 && name !== undefined) parts.push({ name, body: part.subarray(split + 4) })
    from = next
  }
  return parts
}
