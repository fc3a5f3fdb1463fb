/** Reads the submitted form of a report: three fields a project, named by the project's number on the list. */
import type { Context } from '../chat/command.ts'
import type { Money } from '../domain/money.ts'
import { moneyRefusal, readMoney } from '../domain/money-read.ts'
import { showTenDay, type TenDay } from '../domain/period.ts'
import { readProgress } from '../domain/report-progress.ts'
import { UserError } from '../errors.ts'
import { type EntryArgs, entryArgs } from './reports-entry.ts'
import { formFields } from './reports-form.ts'

/** What people write into the field for problems when there is none. */
const NONE = /^(?:无|没有|暂无|否|没|none|no)?[。.]?$/i

/** The entries of the form; throws the sentence for a form that says nothing or a field that cannot be read. */
export async function readForm(ctx: Context, period: TenDay): Promise<EntryArgs[]> {
  const form = ctx.form ?? {}
  const numbers = [
    ...new Set(
      Object.keys(form).flatMap((name) => /^(?:amount|total|progress|problem)_(\d{1,4})$/.exec(name)?.[1] ?? []),
    ),
  ]
  const projects = await ctx.tx.project.findMany({
    where: { districtId: ctx.district.id, number: { in: numbers.map(Number) } },
    orderBy: { number: 'asc' },
    select: { number: true, shortName: true },
  })
  const entries = projects.flatMap(({ number, shortName }) => entryOf(form, number, shortName, period) ?? [])
  if (entries.length > 0) return entries
  throw new UserError(`表里还没有填。请至少填一个项目；都没有进展请发：旬报 ${showTenDay(period)} 都没变`, [
    { label: '都没变', action: `旬报 ${showTenDay(period)} 都没变` },
  ])
}

type Form = Readonly<Record<string, string>>

function entryOf(form: Form, number: number, project: string, period: TenDay): EntryArgs | null {
  const names = formFields(number)
  const [amount, total, progress, problem] = [names.amount, names.total, names.progress, names.problem].map((name) =>
    (form[name] ?? '').trim(),
  )
  if (!amount && !total && !progress && (!problem || NONE.test(problem))) return null
  if (!amount && !total) {
    const field = names.total in form ? '年度累计完成投资' : '本旬完成投资'
    throw new UserError(`${project} 没有填${field}。本旬没有新完成请填 0`)
  }
  const said = readProgress(progress ?? '')
  if (!said.ok) throw new UserError(`${project}：${said.sentence}`)
  const periodAmount = amountIn(project, amount)
  return entryArgs(project, period, {
    ...said.value,
    index: null,
    projectWords: project,
    all: false,
    period,
    periodAmount,
    yearToDate: amountIn(project, total),
    bare: false,
    problem: !problem || NONE.test(problem) ? null : problem,
    noChange: periodAmount === 0n && said.value.sentence === null,
  })
}

function amountIn(project: string, typed: string | undefined): Money | null {
  if (!typed) return null
  const reading = readMoney(typed)
  if (reading.ok) return reading.money
  throw new UserError(`${project}：${moneyRefusal(typed, reading.reason)}`)
}
