/** What a test leaves behind: undone after it, or after its file when no test runs (test/support/file-end.ts). */
import { onTestFinished, TestRunner } from 'vitest'

const left: (() => Promise<unknown>)[] = []

/** Undone after the test that runs, the last first; after the file when none does, or when others are to use it too. */
export function undoneLater(undo: () => Promise<unknown>, lasts: 'test' | 'file' = 'test'): void {
  if (lasts === 'file' || TestRunner.getCurrentTest() === undefined) left.push(undo)
  else onTestFinished(async () => void (await undo()))
}

export async function undoWhatIsLeft(): Promise<void> {
  for (let undo = left.pop(); undo !== undefined; undo = left.pop()) await undo()
}
