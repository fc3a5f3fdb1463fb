/** Runs a TypeScript file of ours as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Child {
  readonly process: ChildProcess
  /** What it printed, in lines, as far as it came. */
  readonly lines: readonly string[]
  /** The next line; null when it has ended. */
  nextLine(): Promise<string | null>
  /** Sends the signal and gives the exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Waits until it ends by itself. */
  exit(): Promise<number | null>
}

/** Starts `file` (relative to the root); killed at the end of the test when it still runs. */
export function startChild(file: string, args: readonly string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await closed
  })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const exit = async () => {
    await closed
    return child.exitCode
  }
  return {
    process: child,
    lines,
    nextLine: async () => {
      const seen = lines.length
      await Promise.race([once(reader, 'line'), closed])
      return lines[seen] ?? null
    },
    end: (signal) => {
      child.kill(signal)
      return exit()
    },
    exit,
  }
}
