// The thread's entry where the program runs from its sources: a thread does not take tsx by `--import` (Node 20), so it
// registers tsx itself.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
