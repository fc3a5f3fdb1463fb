/**
 * The frames of Feishu's long connection: protobuf, written out by hand so that the SDK is tested against the format and
 * not against itself.
 *   Header { 1 key, 2 value }
 *   Frame { 1 SeqID, 2 LogID, 3 service, 4 method, 5 repeated Header, 6 payloadEncoding, 7 payloadType, 8 payload, 9 LogIDNew }
 */

export interface Frame {
  readonly seqId: number
  readonly logId: number
  readonly service: number
  /** 0: control (ping, pong). 1: data. */
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer
}

const VARINT = 0
const BYTES = 2

export function encodeFrame(frame: Frame): Buffer {
  const headers = Object.entries(frame.headers).map(([key, value]) =>
    bytesField(5, Buffer.concat([bytesField(1, Buffer.from(key)), bytesField(2, Buffer.from(value))])),
  )
  return Buffer.concat([
    numberField(1, frame.seqId),
    numberField(2, frame.logId),
    numberField(3, frame.service),
    numberField(4, frame.method),
    ...headers,
    ...(frame.payload.length === 0 ? [] : [bytesField(8, frame.payload)]),
  ])
}

/** Throws on bytes that are no frame. */
export function decodeFrame(bytes: Buffer): Frame {
  const numbers = new Map<number, number>()
  const headers: Record<string, string> = {}
  let payload: Buffer = Buffer.alloc(0)
  for (const { field, value } of fieldsOf(bytes)) {
    if (typeof value === 'number') numbers.set(field, value)
    else if (field === 5) Object.assign(headers, headerOf(value))
    else if (field === 8) payload = value
  }
  const number = (field: number): number => {
    const value = numbers.get(field)
    if (value === undefined) throw new Error(`frame without field ${field}`)
    return value
  }
  return { seqId: number(1), logId: number(2), service: number(3), method: number(4), headers, payload }
}

function headerOf(bytes: Buffer): Record<string, string> {
  const texts = new Map(fieldsOf(bytes).map(({ field, value }) => [field, String(value)]))
  return { [texts.get(1) ?? '']: texts.get(2) ?? '' }
}

function fieldsOf(bytes: Buffer): { field: number; value: number | Buffer }[] {
  const fields: { field: number; value: number | Buffer }[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = varintAt(bytes, at)
    const first = varintAt(bytes, tag.end)
    const field = Math.floor(tag.value / 8)
    const kind = tag.value % 8
    if (kind !== VARINT && kind !== BYTES) throw new Error(`field of kind ${kind}`)
    at = kind === VARINT ? first.end : first.end + first.value
    if (at > bytes.length) throw new Error('frame cut off')
    fields.push({ field, value: kind === VARINT ? first.value : bytes.subarray(first.end, at) })
  }
  return fields
}

function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)])
}

function bytesField(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + BYTES), varint(value.length), value])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

function varintAt(bytes: Buffer, from: number): { value: number; end: number } {
  let value = 0
  for (let at = from, scale = 1; ; at += 1, scale *= 128) {
    const byte = bytes[at]
    if (byte === undefined) throw new Error('frame cut off')
    value += (byte % 128) * scale
    if (byte < 128) return { value, end: at + 1 }
  }
}
