/** A project's own targets: dated rows, each with the whole of what holds for its 旬; the old ones stay on record. */
import type { Context } from '../../chat/command.ts'
import { dayToDb } from '../../domain/calendar-day.ts'
import { type Money, money, moneyFromDb, moneyText, showMoney } from '../../domain/money.ts'
import { lastDay, month, parseTenDay, showMonth, showTenDay } from '../../domain/period.ts'
import { firstFall, targetSpot, targetsInForce } from '../../domain/target-points.ts'
import { UserError } from '../../errors.ts'
import type { Project, TargetPoint } from '../../generated/prisma/client.ts'
import { recordInput } from './record.ts'
import type { TargetPointArgs } from './target-reading.ts'

/** '2023年9月中旬', '2023年9月底' */
export function showTargetPeriod(code: string): string {
  const period = parseTenDay(code)
  return period === null ? `${showMonth(month(code))}底` : showTenDay(period)
}

/** The targets in force of a year, in its order; those taken back are left out. */
export async function targetsOf(ctx: Pick<Context, 'tx'>, projectId: number, year: string): Promise<TargetPoint[]> {
  return targetsInForce(await rowsOf(ctx, projectId, year)).filter(
    ({ cumulative, text }) => cumulative !== null || text !== null,
  )
}

async function rowsOf({ tx }: Pick<Context, 'tx'>, projectId: number, year: string): Promise<TargetPoint[]> {
  return await tx.targetPoint.findMany({
    where: { projectId, period: { startsWith: `${year}-` } },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
}

interface Meant {
  readonly period: string
  readonly before: TargetPoint | null
  readonly cumulative: Money | null
  readonly text: string | null
}

/** What each period would hold: what was typed, and of the rest what holds already. */
async function meantOf(ctx: Context, project: Project, points: readonly TargetPointArgs[]): Promise<readonly Meant[]> {
  const spots = points.map(({ period }) => targetSpot(period))
  const twice = points.find(({ period }, i) => spots.indexOf(targetSpot(period)) !== i)
  if (twice !== undefined) throw new UserError(`${showTargetPeriod(twice.period)}写了两次，请只写一次`)
  const meant: Meant[] = []
  for (const { period, cumulative, text, withdrawn } of points) {
    const before =
      (await targetsOf(ctx, project.id, period.slice(0, 4))).find(
        (row) => targetSpot(row.period) === targetSpot(period),
      ) ?? null
    if (withdrawn && before === null) {
      throw new UserError(`${project.shortName} ${showTargetPeriod(period)}没有目标可以撤销`, [
        `旬目标 ${project.shortName}`,
      ])
    }
    const amount = before === null || before.cumulative === null ? null : moneyFromDb(before.cumulative)
    meant.push({
      period,
      before,
      cumulative: withdrawn ? null : cumulative === null ? amount : money(cumulative),
      text: withdrawn ? null : (text ?? before?.text ?? null),
    })
  }
  return meant
}

/**
 * What has to be confirmed before the targets are set, as sentences: above the plan, in the place of others, for a 旬
 * that is over. Throws the sentence when the project has no plan or the targets would fall during the year.
 */
export async function targetDoubts(
  ctx: Context,
  project: Project,
  points: readonly TargetPointArgs[],
): Promise<readonly string[]> {
  const meant = await meantOf(ctx, project, points)
  const sentences: string[] = []
  for (const year of new Set(meant.map(({ period }) => period.slice(0, 4)))) {
    const ofYear = meant.filter(({ period }) => period.startsWith(year))
    const plan = await planOf(ctx, project, year)
    mustRise(project, await targetsOf(ctx, project.id, year), ofYear)
    for (const { period, cumulative } of ofYear) {
      if (cumulative === null || cumulative <= plan) continue
      sentences.push(
        `${showTargetPeriod(period)}目标累计 ${showMoney(cumulative)}，超过年度计划 ${showMoney(plan)}，照记？`,
      )
    }
  }
  for (const { period, before, cumulative } of meant) {
    const old = before === null || before.cumulative === null ? null : moneyFromDb(before.cumulative)
    if (old === null || old === cumulative) continue
    const now = cumulative === null ? '撤销' : `改为 ${showMoney(cumulative)}`
    sentences.push(`${showTargetPeriod(period)}目标累计由 ${showMoney(old)} ${now}？已发布的通报和考评不变`)
  }
  const over = meant.filter(({ period }) => lastDay(targetSpot(period)) < ctx.today)
  if (over.length > 0) {
    const names = over.map(({ period }) => showTargetPeriod(period)).join('、')
    sentences.push(`${names}已经结束，只影响今天以后的目标曲线，照记？`)
  }
  return sentences
}

async function planOf({ tx }: Context, project: Project, year: string): Promise<Money> {
  const plan = await tx.annualPlan.findFirst({
    where: { projectId: project.id, year: Number(year) },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
  })
  if (plan !== null) return moneyFromDb(plan.amount)
  const { shortName } = project
  throw new UserError(`${shortName}还没有 ${year} 年度计划，请先发：计划 ${shortName} 金额 原因`, [`计划 ${shortName}`])
}

function mustRise(project: Project, current: readonly TargetPoint[], meant: readonly Meant[]): void {
  const changed = new Set(meant.map(({ period }) => targetSpot(period)))
  const all = [
    ...current
      .filter(({ period }) => !changed.has(targetSpot(period)))
      .map(({ period, cumulative }) => ({ period, cumulative: cumulative === null ? null : moneyFromDb(cumulative) })),
    ...meant,
  ]
  const points = all
    .flatMap(({ period, cumulative }) => (cumulative === null ? [] : [{ period, cumulative }]))
    .toSorted((a, b) => (targetSpot(a.period) < targetSpot(b.period) ? -1 : 1))
  const fall = firstFall(points)
  if (fall === null) return
  const { before, after } = fall
  throw new UserError(
    `累计目标不能变少：${showTargetPeriod(before.period)} ${showMoney(before.cumulative)}，` +
      `${showTargetPeriod(after.period)} ${showMoney(after.cumulative)}，请核对后一起重发`,
    [`旬目标 ${project.shortName}`],
  )
}

/** Sets the targets; gives each as '9月中旬 累计 4.20 亿元，主体封顶'. */
export async function setTargets(
  ctx: Context,
  project: Project,
  points: readonly TargetPointArgs[],
): Promise<readonly string[]> {
  await targetDoubts(ctx, project, points)
  const set: string[] = []
  for (const { period, before, cumulative, text } of await meantOf(ctx, project, points)) {
    const amount = cumulative === null ? null : moneyText(cumulative)
    const { id } = await ctx.tx.targetPoint.create({
      data: { projectId: project.id, period, cumulative: amount, text, validFrom: dayToDb(ctx.today) },
    })
    const old = before?.cumulative?.toFixed(2) ?? null
    await recordInput(ctx, {
      subject: 'target',
      subjectId: id,
      before: before === null ? null : { projectId: project.id, target: before.id, targetAmount: old },
      after: { projectId: project.id, targetOf: period, targetAmount: amount },
    })
    set.push(`${showTargetPeriod(period)}　${showTarget(cumulative, text)}`)
  }
  return set
}

/** '累计 4.20 亿元，主体封顶' */
export function showTarget(cumulative: Money | null, text: string | null): string {
  const amount = cumulative === null ? [] : [`累计 ${showMoney(cumulative)}`]
  const parts = [...amount, ...(text === null ? [] : [text])]
  return parts.length === 0 ? '已撤销' : parts.join('，')
}
