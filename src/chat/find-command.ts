/**
 * Which command a text means. What people type: "/项目 绿邦", "项目绿邦", "绿邦 手续", "lb", "绿邦到哪一步了？",
 * "本旬800万 设备安装90%"; with full-width signs, a slash or none, with or without a space.
 */
import { buildNameIndex, lookUp, type NameIndex } from '../domain/name-match.ts'
import { fold, normalise, visible } from '../domain/normalise.ts'
import { readsLikePermitStep } from '../domain/permits/line-like.ts'
import type { Command, Line } from './command.ts'
import { commandNames, leadingName, type Named, nameAfterProject, withoutSigns } from './command-names.ts'
import type { ProjectNames } from './project-names.ts'
import { readsLikeBareAmount, readsLikeGarbledReport, readsLikeReport } from './report-like.ts'

export type Found =
  | { readonly kind: 'command'; readonly command: Command; readonly line: Line }
  /** A nickname or a sentence that fits several projects: one has to be chosen. */
  | { readonly kind: 'choose'; readonly projects: readonly string[] }
  | Unknown

export interface Unknown {
  readonly kind: 'unknown'
  readonly words: string
  /** What may have been meant. */
  readonly commands: readonly Command[]
  readonly projects: readonly string[]
}

export interface Utterance {
  /** As typed, without the bot's mention; or the action of a button. */
  readonly text: string
  /** The person has an open reminder. */
  readonly asked: boolean
  /** The text replies to a reminder: whatever is no command is a report. */
  readonly repliesToReminder: boolean
  /** The person may report here: a project with an amount that cannot be read is a report gone wrong, no question. */
  readonly mayReport?: boolean
}

export type Finder = (utterance: Utterance, projects: ProjectNames | null) => Found

/** More than the longest name of a command with a slip in it. */
const LONGEST_COMMAND = 12

/** Makes the finder over the declared commands. `projects`: the names of the district, null without one. */
export function makeFinder(commands: readonly Command[]): Finder {
  const byId = new Map(commands.map((command) => [command.id, command]))
  const names = commandNames(commands)
  const called = commands.map(({ id, name, aliases }) => ({ key: id, names: [name, ...aliases, id] }))
  // Made for the first text with a slip in it: to read hundreds of names in pinyin holds up a start by a fifth of a second.
  let made: NameIndex<string> | null = null
  const index = (): NameIndex<string> => {
    made ??= buildNameIndex(called)
    return made
  }

  return ({ text, asked, repliesToReminder, mayReport = false }, projects) => {
    const typed = visible(text).trim()
    const explicit = /^[/／]/.test(typed)
    const raw = typed.replace(/^[/／\s,，:：、]+/, '')

    const named = leadingName(raw, names, { explicit, projects })
    const report = byId.get('report')
    const reads = () => readsLikeReport(raw, asked || repliesToReminder)
    if (named !== null && report !== undefined && !explicit && startsSentence(named, projects) && reads()) {
      return saying(report, raw)
    }
    if (named !== null) return saying(named.command, named.rest, named.alias)
    const behind = nameAfterProject(raw, names, projects)
    if (behind !== null) return saying(behind.command, behind.rest, behind.alias)
    if (report !== undefined && (repliesToReminder || readsLikeReport(raw, asked))) return saying(report, raw)
    const permits = byId.get('permits')
    if (permits !== undefined && saysPermitStep(raw, projects)) return saying(permits, raw)
    if (report !== undefined && mayReport && isReportGoneWrong(raw, asked, projects)) return saying(report, raw)
    return aboutProject(withoutSigns(raw), projects) ?? unknown(withoutSigns(raw), projects)
  }

  /** A project's name alone or within a sentence asks for the project. */
  function aboutProject(words: string, projects: ProjectNames | null): Found | null {
    const command = byId.get('project')
    if (command === undefined || projects === null || /^\d*$/.test(fold(words))) return null
    const whole = projects.lookUp(words)
    const match = whole.kind === 'none' ? projects.inSentence(words) : whole
    if (match.kind === 'one') return saying(command, match.key)
    return match.kind === 'many' ? { kind: 'choose', projects: match.keys } : null
  }

  function unknown(words: string, projects: ProjectNames | null): Unknown {
    const near = projects?.lookUp(words)
    return {
      kind: 'unknown',
      words,
      commands: similarCommands(words),
      projects: near?.kind === 'none' ? near.suggestions : [],
    }
  }

  function similarCommands(words: string): readonly Command[] {
    const first = fold(words).split(/[\s,:;、]+/)[0] ?? ''
    const match = lookUp(index(), first.slice(0, LONGEST_COMMAND))
    const ids = match.kind === 'one' ? [match.key] : match.kind === 'many' ? match.keys : match.suggestions
    return ids.flatMap((id) => byId.get(id) ?? []).slice(0, 5)
  }
}

/** “目标已完成，本旬800万”: the name of a command that is a word of the sentence, with no argument of it behind. */
function startsSentence({ command, glued, rest }: Named, projects: ProjectNames | null): boolean {
  if (!glued || command.id === 'report') return false
  return !/^(?:\d|[上中下本这当]一?旬|累计)/.test(fold(rest)) && (projects?.leading(rest) ?? null) === null
}

/** What its reader answers with the line to type, where the project's card would hide that nothing was filed. */
function isReportGoneWrong(raw: string, asked: boolean, projects: ProjectNames | null): boolean {
  if (readsLikeGarbledReport(raw)) return namesProject(raw, projects)
  if (!asked) return false
  const name = projects?.leading(raw)
  return readsLikeBareAmount(raw.slice(name?.length ?? 0))
}

/** “示例甲 防雷 办结了”, “防雷 示例甲 办结”: a project, a permit and what happened to it, without the word 手续. */
function saysPermitStep(raw: string, projects: ProjectNames | null): boolean {
  if (projects === null) return false
  const typed = withoutSigns(raw).split(/[\s,，、]+/)
  const at = typed.findIndex((word) => (projects.leading(word)?.length ?? 0) > 0)
  const length = projects.leading(typed[at] ?? '')?.length ?? 0
  return length > 0 && readsLikePermitStep(typed.map((word, i) => (i === at ? word.slice(length) : word)).join(' '))
}

function namesProject(words: string, projects: ProjectNames | null): boolean {
  return projects !== null && projects.inSentence(words).kind !== 'none'
}

function saying(command: Command, rest: string, alias = command.name): Found {
  return { kind: 'command', command, line: { raw: rest.trim(), text: normalise(rest), alias } }
}
