/** A heap that is kept small while something large runs. */
import { setFlagsFromString } from 'node:v8'

/** Percent that the heap may grow by before it is collected again. */
const SPARING = 15
/** V8's own choice: up to four times. */
const USUAL = 0

/**
 * Runs the work with a heap that is collected early: some seconds more for the work, and hundreds of megabytes less on
 * a machine that has little. One at a time; a version of V8 without the flag says so on the error output and goes on.
 */
export async function withSparingHeap<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString(`--heap-growing-percent=${SPARING}`)
  try {
    return await work()
  } finally {
    setFlagsFromString(`--heap-growing-percent=${USUAL}`)
  }
}
