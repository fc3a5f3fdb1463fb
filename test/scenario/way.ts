/** A way into the program, as the scenario sees it: what people can do there, and what they can read. */
import type { Program } from '../../src/program.ts'

/** People go by the account that they have in the demo's console, whatever they are called on the platform. */
export type Account = `u-${string}`

/** One project in the form of a 旬, or in the line that stands in for it. */
export interface Entry {
  readonly project: string
  /** 万元. */
  readonly amount: string
  readonly progress: string
}

export interface Said {
  /** The platform delivers the same event once more; resolves when the program is done with it. */
  again(): Promise<void>
}

/** Everything resolves when the program has handled it and sent what came of it. */
export interface Way {
  readonly program: Program
  /** Whether the bot hears what people say to it in the 调度群. */
  readonly hearsGroup: boolean
  /** Whether the bot may write first only to people who have written to it. */
  readonly reachesOnlyWhoWrote: boolean
  say(who: Account, text: string, where?: 'private' | 'group'): Promise<Said>
  /** Presses the button with that label on the newest card that has it in the person's private chat. */
  click(who: Account, label: string): Promise<void>
  /** Answers the reminder by its form; where there are none, by one line. */
  fill(who: Account, entries: readonly Entry[]): Promise<void>
  /** Sends the bot a file in private. */
  sendFile(who: Account, name: string, content: Buffer): Promise<void>
  /** The names of the files that the person got, in order. */
  files(who: Account): Promise<readonly string[]>
  /** What the person, or the 调度群, can read, in order. */
  heard(who: Account | 'group'): Promise<readonly string[]>
}

/** The line that says what the form would say. */
export function lineFor(entries: readonly Entry[]): string {
  return entries.map(({ project, amount, progress }) => `${project} 本旬${amount}万 ${progress}`).join('；')
}

/** The newest of these with the label among what can be pressed on it. Throws when there is none. */
export function newestWith<T>(messages: readonly T[], labels: (message: T) => readonly string[], label: string): T {
  const found = messages.findLast((message) => labels(message).includes(label))
  if (found === undefined) throw new Error(`no button ${label}, but ${messages.map(labels).join(' ')}`)
  return found
}
