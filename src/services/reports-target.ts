/** Which project and which 旬 an entry of a report is about (rules.md §4): named, numbered by the reminder, or asked for. */
import { button, type Card, say } from '../chat/card.ts'
import type { Context } from '../chat/command.ts'
import type { ProjectNames } from '../chat/project-names.ts'
import { previousTenDay, showTenDay, showTenDayShort, type TenDay, tenDay, tenDayOf } from '../domain/period.ts'
import type { ReportEntry } from '../domain/report-line.ts'
import { UserError } from '../errors.ts'
import { askedUnlocked, isLocked } from './periods.ts'
import { entryArgs, typedEntry } from './reports-entry.ts'
import { remindedIn, reopenedOfPerson, reopenedOfProject } from './reports-reopened.ts'
import { loadStandings, type Standing } from './standing.ts'

/** The projects that an entry means, by short name; or the card that asks. */
export type Target =
  | { readonly ok: true; readonly projects: readonly string[] }
  | { readonly ok: false; readonly card: Card }

/** What the entries of one message are read against. */
export interface Ground {
  readonly ctx: Context
  readonly names: ProjectNames
  /** How many entries the message has: only a single one can be typed anew behind a button. */
  readonly count: number
}

/** The 旬 of a report: as named, that of the reminder, the oldest that was asked for; null when there is none. */
export async function periodMeant(ctx: Context, named: TenDay | null): Promise<TenDay | null> {
  if (named !== null) {
    if (named > tenDayOf(ctx.today)) throw new UserError(`${showTenDay(named)}还没有到，不能先报`)
    return named
  }
  if (ctx.reminder !== null) return tenDay(ctx.reminder.period)
  const [oldest] = await askedUnlocked(ctx.tx, ctx.district.id)
  return oldest ?? null
}

/**
 * The 旬 of an entry. A returned report that is still open comes first when it is the project's oldest open thing; with
 * no 旬 asked for, a number or no name at all means the person's oldest returned one.
 */
export async function periodOfEntry({ ctx, names }: Ground, entry: ReportEntry): Promise<TenDay | null> {
  const usual = await periodMeant(ctx, entry.period)
  if (entry.period !== null) return usual
  if (entry.projectWords === null) return usual ?? (await reopenedOfPerson(ctx))
  const match = names.lookUp(entry.projectWords)
  const reopened = match.kind === 'one' ? await reopenedOfProject(ctx, match.key) : null
  return reopened !== null && (usual === null || reopened < usual) ? reopened : usual
}

/** What an entry would be for a 旬, as typed: a report, and the correction of one that is locked. */
export interface Typed {
  report(period: TenDay): string
  /** Null when nothing changed: then there is nothing to correct. */
  correction: string | null
}

/** Asks for the 旬 when none is waiting for reports. */
export async function askPeriod(ctx: Context, typed: Typed | null): Promise<Card> {
  const current = tenDayOf(ctx.today)
  const open: TenDay[] = []
  const locked: TenDay[] = []
  for (const period of [current, previousTenDay(current)]) {
    if (await isLocked(ctx.tx, ctx.district.id, period)) locked.push(period)
    else open.push(period)
  }
  const example = `旬报 ${showTenDayShort(current)} 绿邦 本旬800万 设备安装90%`
  const correction = typed?.correction ?? '更正 绿邦 本旬 750万 原因'
  return say(`现在没有等着填报的旬，要报哪一旬请写上，例如：${example}`, {
    tone: 'warning',
    blocks: locked.slice(0, 1).map((period) => ({
      kind: 'text',
      text: `${showTenDayShort(period)}已锁定，要改请发“${correction}”，由项目办审核`,
    })),
    actions: typed === null ? [] : open.map((period) => button(showTenDayShort(period), typed.report(period))),
  })
}

/** The projects that the person reports as liaison, as of the 旬. */
export async function ownProjects({ tx, district, speaker }: Context, period: TenDay): Promise<Standing[]> {
  if (speaker.personId === null) return []
  return await loadStandings(tx, district, period, { liaisonId: speaker.personId })
}

/** Finds the projects of an entry. */
export async function targetOf(ground: Ground, entry: ReportEntry, period: TenDay): Promise<Target> {
  if (entry.projectWords !== null) return named(ground, entry, period, entry.projectWords)
  const { ctx } = ground
  if (entry.index !== null) return { ok: true, projects: [await numbered(ctx, entry.index, period)] }
  const own = await askedOf(ctx, period)
  if (own.length === 0) {
    throw new UserError('请写明项目，例如：旬报 绿邦 本旬800万 设备安装90%')
  }
  if (entry.all) return { ok: true, projects: unreported(own) }
  const [only, ...others] = own
  if (only !== undefined && others.length === 0) return { ok: true, projects: [only.shortName] }
  return { ok: false, card: which(entry, own, period) }
}

function named({ names, count }: Ground, entry: ReportEntry, period: TenDay, words: string): Target {
  const match = names.lookUp(words)
  if (match.kind === 'one') return { ok: true, projects: [match.key] }
  const keys = match.kind === 'many' ? match.keys : match.suggestions
  const sentence =
    match.kind === 'many'
      ? `“${words}”对得上 ${keys.length} 个项目，您说的是哪一个？`
      : `没有找到“${words}”这个项目。${keys.length === 0 ? '发“我的项目”看您的项目' : `您是不是要找：${keys.join('、')}？`}`
  const typed = (project: string): string =>
    count === 1 ? typedEntry(entryArgs(project, period, entry)) : `项目 ${project}`
  return { ok: false, card: say(sentence, { tone: 'warning', actions: keys.map((key) => button(key, typed(key))) }) }
}

/** The project of a number in the reminder: the open one, else that of the 旬. */
async function numbered(ctx: Context, index: number, period: TenDay): Promise<string> {
  const { tx, reminder } = ctx
  const projectIds = reminder?.projectIds ?? (await remindedIn(ctx, period))
  if (projectIds.length === 0) {
    throw new UserError(`没有等您回复的提醒，不知道“${index}”是哪个项目，请写项目名，例如：旬报 绿邦 本旬800万`)
  }
  const id = projectIds[index - 1]
  if (id === undefined)
    throw new UserError(
      `提醒里只有 ${projectIds.length} 个项目，没有第 ${index} 个。请写 1 到 ${projectIds.length}，或写项目名`,
    )
  return (await tx.project.findUniqueOrThrow({ where: { id }, select: { shortName: true } })).shortName
}

/** The projects of the reminder in its order; without one, the person's own. */
async function askedOf(ctx: Context, period: TenDay): Promise<Standing[]> {
  const { tx, district, reminder } = ctx
  if (reminder === null || reminder.period !== period) return await ownProjects(ctx, period)
  const asked = await loadStandings(tx, district, period, { projectIds: reminder.projectIds })
  const place = (standing: Standing): number => reminder.projectIds.indexOf(standing.id)
  return asked.toSorted((a, b) => place(a) - place(b))
}

/** 都没变 is said of those without a report: what was filed before is not taken back by it. */
function unreported(own: readonly Standing[]): string[] {
  const open = own.filter(({ reported }) => !reported)
  const [first] = own
  if (open.length === 0) {
    throw new UserError(`这一旬都已经报过了。要改请发：更正 ${first?.shortName ?? '绿邦'} 本旬 750万 原因`)
  }
  return open.map(({ shortName }) => shortName)
}

function which(entry: ReportEntry, own: readonly Standing[], period: TenDay): Card {
  const choices = own.map(({ shortName }) => button(shortName, typedEntry(entryArgs(shortName, period, entry))))
  const all = entry.noChange ? [button('都没变', `旬报 ${showTenDay(period)} 都没变`)] : []
  return say('请选是哪个项目', { tone: 'warning', actions: [...choices, ...all] })
}
