/** What the input proposes while one types: read from the declarations, so a new command shows by itself. */
import type { Command, Example, Who } from '../../chat/command.ts'

export interface CommandSuggestion {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly usage: readonly string[]
  readonly examples: readonly Example[]
  readonly who: readonly Who[]
  readonly where: Command['where']
}

/** The commands in the order of the index, without their functions. */
export function commandSuggestions(commands: readonly Command[]): CommandSuggestion[] {
  return commands.map(({ id, name, aliases, summary, usage, examples, who, where }) => ({
    id,
    name,
    aliases,
    summary,
    usage,
    examples,
    who,
    where,
  }))
}
