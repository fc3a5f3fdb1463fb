/**
 * 豁免 and 不参评: decisions of a person, with a reason and an end date (rules.md §6). Dated rows; one is ended early
 * by closing it, never by taking it out. `until` in the database is the first day on which it no longer holds.
 */
import type { Context } from '../../chat/command.ts'
import { addDays, type Day, day, dayFromDb, dayToDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import type { Project } from '../../generated/prisma/client.ts'
import { tellProjectPeople } from './project-people.ts'
import { recordInput } from './record.ts'

export type Kind = 'exemption' | 'disqualification'

/** No decision holds longer without being taken anew. */
const LONGEST = 366

const NAMES: Readonly<Record<Kind, string>> = { exemption: '豁免', disqualification: '不参评' }

/** '豁免' */
export function showKind(kind: Kind): string {
  return NAMES[kind]
}

export interface Exclusion {
  readonly id: number
  readonly since: Day
  /** The last day on which it holds. */
  readonly through: Day
  readonly reason: string
  readonly project: string
}

interface Row {
  readonly id: number
  readonly since: Date
  readonly until: Date
  readonly reason: string
  readonly project: { readonly shortName: string }
}

/** Those that hold today or later, of one project or of the district, the earliest end first. */
export async function exclusionsNow(
  { tx, district, today }: Pick<Context, 'tx' | 'district' | 'today'>,
  kind: Kind,
  shortName: string | null,
): Promise<readonly Exclusion[]> {
  const query = {
    where: {
      until: { gt: dayToDb(today) },
      project: { districtId: district.id, ...(shortName === null ? {} : { shortName }) },
    },
    include: { project: { select: { shortName: true } } },
    orderBy: [{ until: 'asc' as const }, { id: 'asc' as const }],
  }
  const rows: readonly Row[] =
    kind === 'exemption' ? await tx.exemption.findMany(query) : await tx.disqualification.findMany(query)
  return rows
    .filter(({ since, until }) => since < until)
    .map(({ id, since, until, reason, project }) => ({
      id,
      since: dayFromDb(since),
      through: addDays(dayFromDb(until), -1),
      reason,
      project: project.shortName,
    }))
}

export interface Deciding {
  /** Null: today, or right after the one that is in force. */
  readonly since: Day | null
  readonly through: Day
  readonly reason: string
}

/** From and to which day the decision would hold; throws the sentence when it cannot be taken so. */
export async function spanOf(
  ctx: Context,
  kind: Kind,
  project: Project,
  { since, through }: Deciding,
): Promise<{ readonly since: Day; readonly through: Day }> {
  const name = showKind(kind)
  const { shortName } = project
  const last = (await exclusionsNow(ctx, kind, shortName)).at(-1)
  if (through < ctx.today) throw new UserError(`${showFullDay(through)}已经过了，${name}的截止日期不能早于今天`)
  if (last !== undefined && through <= last.through) {
    throw new UserError(
      `${shortName}已有${name}，到${showFullDay(last.through)}为止；要提前结束请发：${name} ${shortName} 结束 原因`,
      [`${name} ${shortName}`],
    )
  }
  const from = last === undefined ? (since ?? ctx.today) : laterOf(since, addDays(last.through, 1))
  if (from > through) throw new UserError(`开始日期 ${showFullDay(from)} 晚于截止日期 ${showFullDay(through)}，请核对`)
  const earliest = firstOfLastMonth(ctx.today)
  if (from < earliest) throw new UserError(`${showFullDay(from)}所在的月份已经考评，最早可从${showDay(earliest)}起`)
  if (through > addDays(from, LONGEST)) {
    throw new UserError(`一次${name}最长一年，${showFullDay(through)}太远，到期需要时再定`)
  }
  return { since: from, through }
}

function laterOf(a: Day | null, b: Day): Day {
  return a !== null && a > b ? a : b
}

/** The month before today's may still be in its assessment; an older one is published. */
function firstOfLastMonth(today: Day): Day {
  const lastMonth = addDays(day(`${today.slice(0, 7)}-01`), -1)
  return day(`${lastMonth.slice(0, 7)}-01`)
}

/** Keeps the decision with its signer, and tells the project's people privately. */
export async function exclude(ctx: Context, kind: Kind, project: Project, deciding: Deciding): Promise<Exclusion> {
  const decidedBy = signerOf(ctx)
  const { since, through } = await spanOf(ctx, kind, project, deciding)
  const { reason } = deciding
  const data = { projectId: project.id, since: dayToDb(since), until: dayToDb(addDays(through, 1)), reason, decidedBy }
  const { id } =
    kind === 'exemption' ? await ctx.tx.exemption.create({ data }) : await ctx.tx.disqualification.create({ data })
  await recordInput(ctx, {
    subject: kind,
    subjectId: id,
    before: null,
    after: { projectId: project.id, since, through },
  })
  await tellProjectPeople(
    ctx,
    project.id,
    { text: `${project.shortName} ${showSpan({ since, through })}${showKind(kind)}`, detail: `原因：${reason}` },
    ctx.speaker.personId,
  )
  return { id, since, through, reason, project: project.shortName }
}

function signerOf({ speaker }: Context): number {
  if (speaker.personId !== null) return speaker.personId
  throw new UserError('这项决定要记名，请先绑定身份再发')
}

/** Ends what is in force (and what would follow it) as of today. */
export async function endExclusion(ctx: Context, kind: Kind, project: Project, reason: string): Promise<void> {
  const current = await mustHaveExclusion(ctx, kind, project)
  for (const row of current) {
    const data = { until: dayToDb(row.since > ctx.today ? row.since : ctx.today) }
    if (kind === 'exemption') await ctx.tx.exemption.update({ where: { id: row.id }, data })
    else await ctx.tx.disqualification.update({ where: { id: row.id }, data })
    await recordInput(
      ctx,
      {
        subject: kind,
        subjectId: row.id,
        before: { projectId: project.id, through: row.through },
        after: { projectId: project.id, through: addDays(ctx.today, -1) },
      },
      reason,
    )
  }
  await tellProjectPeople(
    ctx,
    project.id,
    { text: `${project.shortName} 的${showKind(kind)}从${showDay(ctx.today)}起结束`, detail: `原因：${reason}` },
    ctx.speaker.personId,
  )
}

/** What is in force; throws the sentence when nothing is. */
export async function mustHaveExclusion(ctx: Context, kind: Kind, project: Project): Promise<readonly Exclusion[]> {
  const current = await exclusionsNow(ctx, kind, project.shortName)
  if (current.length > 0) return current
  throw new UserError(`${project.shortName}现在没有${showKind(kind)}`, [showKind(kind)])
}

/** '2023年9月8日至2023年10月31日' */
export function showSpan({ since, through }: Pick<Exclusion, 'since' | 'through'>): string {
  return `${showFullDay(since)}至${showFullDay(through)}`
}
