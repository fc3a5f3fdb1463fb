/** From what a person sent (a line, several lines, the form) to the arguments of a report. */
import { z } from 'zod'
import { type Card, say } from '../chat/card.ts'
import type { Context, Line, Reading } from '../chat/command.ts'
import { projectNames } from '../chat/project-names.ts'
import { typedMoney, ZERO } from '../domain/money.ts'
import { showTenDayShort, type TenDay } from '../domain/period.ts'
import { readTenDay } from '../domain/period-read.ts'
import { type ReportEntry, readReportLine } from '../domain/report-line.ts'
import { UserError } from '../errors.ts'
import { type EntryArgs, entryArgs, entrySchema, typedEntry } from './reports-entry.ts'
import { askedProjects, reportForm } from './reports-form.ts'
import { readForm } from './reports-form-read.ts'
import { reportedToo } from './reports-several.ts'
import {
  askPeriod,
  type Ground,
  ownProjects,
  periodMeant,
  periodOfEntry,
  type Typed,
  targetOf,
} from './reports-target.ts'

/** The first entry, and under `more` the others of the same message. */
export const reportArgs = entrySchema.extend({ more: z.array(entrySchema).optional() })
export type ReportArgs = z.infer<typeof reportArgs>

/** All entries of the arguments. */
export function entriesOf({ more, ...first }: ReportArgs): readonly EntryArgs[] {
  return [first, ...(more ?? [])]
}

/** '2023年9月上旬 填表', '填表', or nothing: the form is wanted. */
const WANTS_FORM = /^(?:(\S+)\s*)?填表$/

/** Reads a report. */
export async function readReport(line: Line, ctx: Context): Promise<Reading<ReportArgs>> {
  const wanted = line.text === '' ? ['', ''] : WANTS_FORM.exec(line.text)
  const isNoChange = /没变|无变化/.test(line.alias)
  if (wanted !== null && !isNoChange) return await aboutForm(ctx, readTenDay(wanted[1] ?? '', ctx.today))
  const reading = readReportLine(isNoChange ? `${line.raw} ${line.alias}` : line.raw, ctx.today)
  if (!reading.ok) return refused(reading.sentence)
  const ground = { ctx, names: await projectNames(ctx.tx, ctx.district.id), count: reading.entries.length }
  const found: EntryArgs[] = []
  for (const entry of reading.entries) {
    const args = await argsOf(ground, entry)
    if (!args.ok) return args
    found.push(...args.value)
  }
  return together(found)
}

async function aboutForm(ctx: Context, named: TenDay | null): Promise<Reading<ReportArgs>> {
  const period = await periodMeant(ctx, named)
  if (period === null) return { ok: false, card: await askPeriod(ctx, null) }
  if (ctx.form === null) return { ok: false, card: await formCard(ctx, period) }
  return together(await readForm(ctx, period))
}

/** The form of the person's own projects that have no report yet. */
async function formCard(ctx: Context, period: TenDay): Promise<Card> {
  const own = await ownProjects(ctx, period)
  if (own.length === 0) throw new UserError('请写明项目，例如：旬报 绿邦 本旬800万 设备安装90%')
  const open = own.filter(({ reported }) => !reported)
  const projects = await askedProjects(ctx.tx, ctx.district, period, open.length > 0 ? open : own)
  return say(`${showTenDayShort(period)}报，请填 ${projects.length} 个项目`, {
    blocks: [reportForm(period, projects, '也可以直接发：旬报 绿邦 本旬800万 设备安装90%')],
  })
}

async function argsOf(ground: Ground, entry: ReportEntry): Promise<Reading<EntryArgs[]>> {
  const other = reportedToo(entry.sentence, ground.names)
  if (other !== null) return refused(`这句话里还报了${other}，没有记。请一个项目写一行，再发一次`)
  const period = await periodOfEntry(ground, entry)
  if (period === null) {
    return { ok: false, card: await askPeriod(ground.ctx, typedFor(ground, entry)) }
  }
  const target = await targetOf(ground, entry, period)
  if (!target.ok) return target
  return { ok: true, value: target.projects.map((project) => entryArgs(project, period, entry)) }
}

/** The entry as it would be typed for a 旬, when it is the only one and names its project. */
function typedFor({ names, count }: Ground, entry: ReportEntry): Typed | null {
  const known = entry.projectWords === null ? null : names.lookUp(entry.projectWords)
  if (known?.kind !== 'one' || count > 1) return null
  const { periodAmount, yearToDate } = entry
  const amount = periodAmount === null ? `累计${typedMoney(yearToDate ?? ZERO)}` : `本旬 ${typedMoney(periodAmount)}`
  return {
    report: (period) => typedEntry(entryArgs(known.key, period, entry)),
    correction: entry.noChange ? null : `更正 ${known.key} ${amount} 原因`,
  }
}

/** One message says one thing about a project. */
function together(entries: readonly EntryArgs[]): Reading<ReportArgs> {
  const [first, ...more] = entries
  if (first === undefined) return refused('没有看到要报的项目')
  const twice = entries.find((entry, i) => entries.findIndex((other) => other.project === entry.project) !== i)
  if (twice !== undefined) return refused(`${twice.project} 在一条消息里报了两次，请只留一个`)
  return { ok: true, value: more.length === 0 ? first : { ...first, more } }
}

function refused(sentence: string): Reading<never> {
  return { ok: false, card: say(sentence, { tone: 'warning' }) }
}
