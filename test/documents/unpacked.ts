/** The parts of an Office document as text; each has to be well-formed. */
import { XMLValidator } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'

export function unpacked(file: Uint8Array): ReadonlyMap<string, string> {
  const parts = new Map(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)]))
  for (const [path, text] of parts) expect(XMLValidator.validate(text), path).toBe(true)
  return parts
}

export function part(file: Uint8Array, path: string): string {
  const text = unpacked(file).get(path)
  if (text === undefined) throw new Error(`no part ${path}`)
  return text
}
