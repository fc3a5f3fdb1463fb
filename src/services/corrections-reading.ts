/** Reads '更正 示例甲 本旬 750万 单价算错', '更正 示例甲 8月下旬 累计5000万 核减返工'. */
import { z } from 'zod'
import { say } from '../chat/card.ts'
import type { Context, Line, Reading } from '../chat/command.ts'
import { projectNames } from '../chat/project-names.ts'
import { chooseCard } from '../chat/standard-cards.ts'
import { moneyText, typedMoney } from '../domain/money.ts'
import { parseTenDay, showTenDay } from '../domain/period.ts'
import { type ReportEntry, readReportLine } from '../domain/report-line.ts'
import { newestReported } from './corrections-plan.ts'
import { projectToReport } from './reports-rights.ts'

const amount = z.string().regex(/^\d{1,12}\.\d{2}$/)

export const correctionArgs = z.object({
  project: z.string(),
  period: z.string().refine((code) => parseTenDay(code) !== null),
  periodAmount: amount.nullable(),
  yearToDate: amount.nullable(),
  reason: z.string().min(1),
})
export type CorrectionArgs = z.infer<typeof correctionArgs>

const EXAMPLE = '更正 示例甲 本旬 750万 单价算错'

export async function readCorrection(line: Line, ctx: Context): Promise<Reading<CorrectionArgs>> {
  if (line.text === '') return refused(`请写明项目、改成多少和原因，例如：${EXAMPLE}`)
  const reading = readReportLine(line.raw, ctx.today)
  if (!reading.ok) return refused(`${reading.sentence}。更正的写法：${EXAMPLE}`)
  const [entry, ...others] = reading.entries
  if (entry === undefined || others.length > 0) return refused(`一次更正一个项目，例如：${EXAMPLE}`)
  const project = await projectOf(ctx, entry)
  if (!project.ok) return project
  const reason = (entry.sentence ?? entry.problem ?? '').replace(/^(?:更正)?(?:原因|理由)(?:是|\s*[:：])?\s*(?=\S)/, '')
  const { periodAmount, yearToDate } = entry
  if (reason === '') {
    return refused(`请写上原因，例如：${typed(project.value, entry)} 单价算错`)
  }
  const row = await projectToReport(ctx, project.value)
  const period = entry.period ?? (await newestReported(ctx.tx, row))
  return {
    ok: true,
    value: {
      project: project.value,
      period,
      periodAmount: periodAmount === null ? null : moneyText(periodAmount),
      yearToDate: yearToDate === null ? null : moneyText(yearToDate),
      reason,
    },
  }
}

async function projectOf(ctx: Context, entry: ReportEntry): Promise<Reading<string>> {
  if (entry.projectWords === null) return await numbered(ctx, entry)
  const match = (await projectNames(ctx.tx, ctx.district.id)).lookUp(entry.projectWords)
  if (match.kind === 'one') return { ok: true, value: match.key }
  const keys = match.kind === 'many' ? match.keys : match.suggestions
  if (keys.length === 0) return refused(`没有找到“${entry.projectWords}”这个项目。发“我的项目”看您的项目`)
  return { ok: false, card: chooseCard(keys, (key) => `${typed(key, entry)} ${entry.sentence ?? ''}`.trim()) }
}

/** '更正 1 本旬750万 …' means the first project of the reminder. */
async function numbered({ tx, reminder }: Context, { index }: ReportEntry): Promise<Reading<string>> {
  const id = index === null ? undefined : reminder?.projectIds[index - 1]
  if (id === undefined) return refused(`请写明项目，例如：${EXAMPLE}`)
  return { ok: true, value: (await tx.project.findUniqueOrThrow({ where: { id } })).shortName }
}

function typed(project: string, { period, periodAmount, yearToDate }: ReportEntry): string {
  return [
    '更正',
    project,
    ...(period === null ? [] : [showTenDay(period)]),
    ...(periodAmount === null ? [] : [`本旬${typedMoney(periodAmount)}`]),
    ...(yearToDate === null ? [] : [`累计${typedMoney(yearToDate)}`]),
  ].join(' ')
}

function refused(sentence: string): Reading<never> {
  return { ok: false, card: say(sentence, { tone: 'warning' }) }
}
