/** Plain data for a JSON column. */
import { z } from 'zod'

const objectSchema = z.record(z.string(), z.json())

/** What is stored of an object: fields that are undefined are left out, dates become ISO text. Throws when it is none. */
export function plainObject(value: object): Record<string, z.core.util.JSONType> {
  return objectSchema.parse(JSON.parse(JSON.stringify(value)))
}
