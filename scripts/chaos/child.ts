/** A program in a process of its own, to be killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Child {
  /** The first group of `ready` in the line that said so. */
  readonly said: string
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM; throws when the process does not end by itself with exit code 0. */
  stop(): Promise<void>
}

export interface ChildOptions {
  /** A path, from the root of the project unless absolute. */
  readonly script: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The line on standard output that says it takes events; its first group is `said`. */
  readonly ready: RegExp
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts a TypeScript program with this Node. Its log goes nowhere; its errors are shown. */
export async function startChild({ script, args = [], env = {}, ready }: ChildOptions): Promise<Child> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  // A child must not outlive the one who watches it.
  const orphaned = (): boolean => child.kill('SIGKILL')
  process.once('exit', orphaned)
  void gone.then(() => process.off('exit', orphaned))

  const lines = createInterface({ input: child.stdout })
  const said = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = ready.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code, signal) => reject(new Error(`${script} ended at its start: ${code ?? signal}`)))
  })
  return {
    said: await said,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      child.kill('SIGTERM')
      const [code] = await gone
      if (code !== 0) throw new Error(`${script} did not end in order: ${String(code)}`)
    },
  }
}
