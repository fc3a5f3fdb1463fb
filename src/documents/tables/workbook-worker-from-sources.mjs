// The thread's entry when the program runs from its sources (tests, scripts, npm run dev): TypeScript first.
import { register } from 'tsx/esm/api'

register()
await import('./workbook-worker.ts')
