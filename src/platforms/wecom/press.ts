/** A press on a card as the line that it stands for. */
import { CHOICE, pressOf } from './render/callback-key.ts'

/** What was chosen: the ids of the options by the key of their question. */
export type Chosen = ReadonlyMap<string, readonly string[]>

export interface Pressed {
  readonly action: string
  readonly form?: Record<string, string>
}

/** Null for a control that is not one of ours, and for a list of which nothing was chosen. */
export function pressedLine(key: string, chosen: Chosen): Pressed | null {
  const press = pressOf(key)
  switch (press?.kind) {
    case undefined:
      return null
    case 'command':
      return { action: press.command }
    case 'choice': {
      const action = chosen.get(CHOICE)?.[0]?.trim() ?? ''
      return action === '' ? null : { action }
    }
    case 'form':
      return {
        action: press.command,
        form: Object.fromEntries([...chosen].map(([name, ids]) => [name, ids.join(',')])),
      }
  }
}
