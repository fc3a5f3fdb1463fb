/** 节点 of a project as they stand: found by name, shown with their state (rules.md §6 B). */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, daysBetween, showDay } from '../../domain/calendar-day.ts'
import { buildNameIndex, lookUp } from '../../domain/name-match.ts'
import { bare } from '../../domain/name-reading.ts'
import { UserError, type Way } from '../../errors.ts'
import type { Milestone, Project } from '../../generated/prisma/client.ts'

/** The milestones that count, in the order in which they fall due. */
export async function milestonesOf({ tx }: Pick<Context, 'tx'>, projectId: number): Promise<Milestone[]> {
  return await tx.milestone.findMany({
    where: { projectId, withdrawnOn: null },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
}

export interface Named {
  readonly milestone: Milestone
  /** What stands behind the name, as typed. */
  readonly rest: string
}

/** The milestone that a text begins with, by its whole name or a part of it; throws the sentence with the names there are. */
export async function milestoneNamed(ctx: Context, project: Project, text: string): Promise<Named> {
  const known = await milestonesOf(ctx, project.id)
  if (known.length === 0) {
    throw new UserError(
      `${project.shortName}还没有节点，项目办可以发：节点 ${project.shortName} 新增 主体封顶 10月20日`,
    )
  }
  const whole = known
    .toSorted((a, b) => b.name.length - a.name.length)
    .flatMap((milestone) => {
      const rest = restAfter(text, milestone.name)
      return rest === null ? [] : [{ milestone, rest }]
    })[0]
  return whole ?? byPart(project, known, text)
}

function byPart(project: Project, known: readonly Milestone[], text: string): Named {
  const [word = ''] = text.trim().split(/[\s,，、;；:：]+/)
  const index = buildNameIndex(known.map(({ id, name }) => ({ key: id, names: [name] })))
  const match = lookUp(index, word)
  const found = match.kind === 'one' ? known.find(({ id }) => id === match.key) : undefined
  if (found !== undefined) return { milestone: found, rest: text.trim().slice(word.length).trim() }
  const near = match.kind === 'many' ? match.keys : match.kind === 'none' ? match.suggestions : []
  const names = known.filter(({ id }) => near.includes(id)).map(({ name }) => name)
  const all = names.length > 0 ? names : known.map(({ name }) => name)
  const meant = names.length > 0 ? `您是不是要找：${all.join('、')}？` : `现有节点：${all.join('、')}`
  throw new UserError(
    word === '' ? `请写明哪个节点。${meant}` : `${project.shortName}没有“${word}”这个节点。${meant}`,
    wayToList(project),
  )
}

/** A way out that shows what there is. */
export function wayToList({ shortName }: Pick<Project, 'shortName'>): Way[] {
  return [`节点 ${shortName}`]
}

/** What follows the name in the text, whatever signs and blanks stand between its characters; null when it begins otherwise. */
function restAfter(text: string, name: string): string | null {
  let wanted = bare(name)
  let at = 0
  for (const sign of text) {
    if (wanted === '') break
    const plain = bare(sign)
    if (!wanted.startsWith(plain)) return null
    wanted = wanted.slice(plain.length)
    at += sign.length
  }
  return wanted === '' ? text.slice(at).replace(/^[\s,，、:：;；]+/, '') : null
}

/** '10月20日到期', '9月6日完成，待核实', '9月6日完成，已核实（晚 6 天）', '9月1日到期，已过 7 天' */
export function showMilestoneState({ dueOn, doneOn, verifiedAt }: Milestone, today: Day): string {
  const due = dayFromDb(dueOn)
  if (doneOn === null) {
    return due < today ? `${showDay(due)}到期，已过 ${daysBetween(due, today)} 天` : `${showDay(due)}到期`
  }
  const done = dayFromDb(doneOn)
  if (verifiedAt === null) return `${showDay(done)}完成，待核实（${showDay(due)}到期）`
  const late = daysBetween(due, done)
  const when = late > 0 ? `，晚 ${late} 天` : late < 0 ? `，早 ${-late} 天` : ''
  return `${showDay(done)}完成，已核实（${showDay(due)}到期${when}）`
}

/** '权重 2', '' for the usual weight of 1. */
export function showWeight(weight: { toString(): string }): string {
  return weight.toString() === '1' ? '' : `权重 ${weight.toString()}`
}
