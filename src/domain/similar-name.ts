/** Whether a new name may be an old one written otherwise: what is asked about before a list gets a second row of it. */
import { editDistance } from './edit-distance.ts'
import { bare } from './name-reading.ts'

/** What names of projects end with without telling them apart. */
const COMMON_END = /(?:建设)?项目$|演示$/
/** A slip in a name of two characters makes another name of it. */
const SHORTEST = 3

/** The first of the names that has the new one in it, is in it, or is one slip away; null when there is none. */
export function similarName(typed: string, names: Iterable<string>): string | null {
  const wanted = core(typed)
  for (const name of names) {
    const known = core(name)
    const [short, long] = wanted.length < known.length ? [wanted, known] : [known, wanted]
    if (short.length < SHORTEST) continue
    if (long.includes(short) || editDistance(wanted, known, 1) <= 1) return name
  }
  return null
}

function core(name: string): string {
  return bare(name).replace(COMMON_END, '').replace(COMMON_END, '')
}
