/** Runs around every test file. The files share a process, so what one leaves is undone before the next begins. */
import { afterAll } from 'vitest'
import { undoWhatIsLeft } from './undone-later.ts'

afterAll(undoWhatIsLeft)
