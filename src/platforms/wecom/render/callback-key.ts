/** What the keys of a card's controls carry, so that a click can be read: shared by the renderer and the decoders. */

/** The question of a drop-down list or a vote whose options are commands. */
export const CHOICE = 'choice'

/** What a pressed control asks for. */
export type Press =
  /** A button: the command. */
  | { readonly kind: 'command'; readonly command: string }
  /** The command is the option chosen under CHOICE. */
  | { readonly kind: 'choice' }
  /** A form: the command, with what was chosen under each field's name. */
  | { readonly kind: 'form'; readonly command: string }

const MARKS = { command: '>', choice: '?', form: '=' } as const

/** The key of a control. A key is no authority: the command runs with the rights of whoever presses. */
export function keyOf(press: Press): string {
  return press.kind === 'choice' ? MARKS.choice : `${MARKS[press.kind]}${press.command}`
}

/** Null for a key that this program never gave out. */
export function pressOf(key: string): Press | null {
  const command = key.slice(1).trim()
  switch (key.charAt(0)) {
    case MARKS.choice:
      return { kind: 'choice' }
    case MARKS.command:
      return command === '' ? null : { kind: 'command', command }
    case MARKS.form:
      return command === '' ? null : { kind: 'form', command }
    default:
      return null
  }
}
