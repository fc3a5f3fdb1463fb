/** The names of commands in a text: in front ("项目 绿邦", "项目绿邦") or behind the project ("绿邦 手续"). */
import { fold } from '../domain/normalise.ts'
import type { Command } from './command.ts'
import type { ProjectNames } from './project-names.ts'

export interface CommandName {
  /** Folded, small letters. */
  readonly word: string
  readonly command: Command
}

export interface Named {
  readonly command: Command
  /** As typed. */
  readonly alias: string
  readonly rest: string
  /** Nothing stands between the name and what follows it. */
  readonly glued: boolean
}

interface Around {
  /** A slash or a button: the text is a command and nothing else. */
  readonly explicit: boolean
  readonly projects: ProjectNames | null
}

const SEPARATORS = /^[\s,，:：;；、]+/
const TRAILING = /[\s?？。.!！~，,]+$/
const BOUNDARY = /[\s,:;、?。.!~+]/
const LATIN = /^[a-z]+$/

/** Every name of every command, the longest first. */
export function commandNames(commands: readonly Command[]): readonly CommandName[] {
  return commands
    .flatMap((command) =>
      [command.name, ...command.aliases, command.id].map((word) => ({ word: fold(word).toLowerCase(), command })),
    )
    .toSorted((a, b) => b.word.length - a.word.length)
}

/** The text without the signs at its end. */
export function withoutSigns(text: string): string {
  return text.replace(TRAILING, '')
}

/** The command whose name the text starts with: the longest one, set off by a space or sign, or glued to its argument. */
export function leadingName(raw: string, names: readonly CommandName[], around: Around): Named | null {
  const folded = fold(raw).toLowerCase()
  for (const { word, command } of names) {
    if (!folded.startsWith(word)) continue
    const next = folded.charAt(word.length)
    const rest = raw.slice(word.length).replace(SEPARATORS, '')
    const setOff = next === '' || BOUNDARY.test(next)
    if (!setOff && !mayBeGlued(raw, word, rest, around)) continue
    return { command, alias: raw.slice(0, word.length), rest: withoutSigns(rest) === '' ? '' : rest, glued: !setOff }
  }
  return null
}

/**
 * "项目绿邦", "报绿邦 本旬800万", "审12" are commands; "图书馆" and "报表怎么填" are not: a text that is a project's name
 * as a whole stays one, and a name of one character needs something that reads like an argument behind it.
 */
function mayBeGlued(raw: string, word: string, rest: string, { explicit, projects }: Around): boolean {
  if (LATIN.test(word) && /^[a-z0-9_-]/i.test(fold(rest))) return false
  if (explicit) return true
  const whole = withoutSigns(raw)
  if (projects?.leading(whole)?.length === whole.length) return false
  if (word.length > 1) return true
  return /^\d|^[上中下本这]一?旬/.test(fold(rest)) || (projects?.leading(rest) ?? null) !== null
}

/** "绿邦 手续 施工许可": the project first, then what about it (how officials say it). */
export function nameAfterProject(
  raw: string,
  names: readonly CommandName[],
  projects: ProjectNames | null,
): Named | null {
  const [, project = '', word = '', rest = ''] = /^(\S+)\s+(\S+)(?:\s+(.*))?$/s.exec(raw) ?? []
  if (projects === null || project === '' || /^\d+$/.test(fold(project))) return null
  const alias = withoutSigns(word)
  const wanted = fold(alias).toLowerCase()
  const named = names.find((name) => name.word === wanted)
  if (named === undefined || projects.lookUp(project).kind !== 'one') return null
  return { command: named.command, alias, rest: `${project} ${rest}`.trim(), glued: false }
}
