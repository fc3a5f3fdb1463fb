/** A way out: the command that one could type, and its name on the button where the command is too long to be one. */
export type Way = string | { readonly label: string; readonly action: string }

/** A mistake of a person: one Chinese sentence that says what is wrong and what to type instead. */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** Short ways out; shown as buttons. */
  readonly ways: readonly Way[]

  constructor(sentence: string, ways: readonly Way[] = []) {
    super(sentence)
    this.ways = ways
  }
}

/** What stops the start: one line that names the setting and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
