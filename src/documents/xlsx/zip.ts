/**
 * Reads the entries of a zip file that came from outside. Node's own inflater does the work; what it may produce is
 * limited before and while it inflates, so a zip bomb costs no more than the budget.
 */
import { inflateRawSync } from 'node:zlib'
import { UserError } from '../../errors.ts'

/** A workbook has some dozens of parts; one with many pictures some hundreds. */
const MOST_ENTRIES = 2_000
/** All parts that are read, inflated: some 100,000 rows. */
export const INFLATED_BUDGET = 200 * 1024 * 1024
/** Sheets of empty formatted rows reach 100; bombs begin at 1,000. Only counts for parts over a megabyte. */
const MOST_RATIO = 300
const RATIO_FROM = 1024 * 1024

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const ZIP64 = 0xffffffff

interface Entry {
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export interface Zip {
  /** Names of all parts, without a leading slash. */
  readonly names: readonly string[]
  /** Bytes that the named parts inflate to, each as often as it is named; reading holds them to it. */
  sizeOf(names: readonly string[]): number
  /** The inflated part; null when there is none of that name. */
  read(name: string): Buffer | null
}

const broken = (): UserError => new UserError('文件不完整或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx，再发一次')
const tooLarge = (): UserError => new UserError('文件解压后过大，已停止读取。请只留要导入的表，另存为新的 .xlsx 再发')

/** Opens the directory; nothing is inflated yet. Throws a UserError for what is broken or looks like a bomb. */
export function openZip(bytes: Buffer): Zip {
  const entries = readDirectory(bytes)
  let left = INFLATED_BUDGET
  return {
    names: [...entries.keys()],
    sizeOf: (names) => names.reduce((total, name) => total + (entries.get(name)?.size ?? 0), 0),
    read(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      if (entry.encrypted) throw new UserError('文件设了密码，读不了。请在 Excel 里取消密码，另存后再发')
      if (entry.size > left) throw tooLarge()
      const inflated = inflate(packedOf(bytes, entry), entry)
      left -= inflated.length
      return inflated
    },
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  const start = bytes.readUInt32LE(end + 16)
  if (count > MOST_ENTRIES) throw new UserError(`文件里有 ${count} 个部件，不像正常的表格，没有读取`)
  if (start === ZIP64) throw tooLarge()
  const entries = new Map<string, Entry>()
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw broken()
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replace(/^[/\\]+/, '')
      .replaceAll('\\', '/')
    const entry: Entry = {
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    if (entry.size > RATIO_FROM && entry.size > entry.packed * MOST_RATIO) throw tooLarge()
    if (entries.has(name)) throw broken()
    entries.set(name, entry)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The end record lies in the last 64 KB, in front of a comment. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  throw broken()
}

function packedOf(bytes: Buffer, { offset, packed }: Entry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw broken()
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + packed > bytes.length) throw broken()
  return bytes.subarray(start, start + packed)
}

/** Never more than the directory promised: a part that goes on longer lies about itself. */
function inflate(packed: Buffer, { method, size }: Entry): Buffer {
  if (method === 0 && packed.length === size) return packed
  if (method !== 8) throw broken()
  try {
    const inflated = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
    if (inflated.length === size) return inflated
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge()
  }
  throw broken()
}
