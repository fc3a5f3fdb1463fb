/** 责任单位的季度累计目标, per cent of the annual plan: dated rows, the newest of a quarter holds (rules.md §3). */
import type { Context } from '../../chat/command.ts'
import { addDays, day, dayToDb } from '../../domain/calendar-day.ts'
import type { QuarterTarget } from '../../domain/curve.ts'
import { quarter, showQuarter } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import type { Unit } from '../../generated/prisma/client.ts'
import { unitTargetsOn } from '../unit-targets.ts'
import { recordInput } from './record.ts'

export interface Quarterly {
  readonly quarter: string
  readonly percent: number
}

/** The unit of a short name that a reader found. */
export async function unitCalled({ tx, district }: Context, shortName: string): Promise<Unit> {
  const key = { districtId: district.id, shortName }
  return await tx.unit.findUniqueOrThrow({ where: { districtId_shortName: key } })
}

/** The unit's targets in force of a year, in order. */
export async function quartersOf(ctx: Context, unit: Unit, year: string): Promise<readonly QuarterTarget[]> {
  const all = (await unitTargetsOn(ctx.tx, ctx.district.id, ctx.today)).get(unit.id) ?? []
  return all.filter((target) => target.quarter.startsWith(year))
}

/** What has to be confirmed; throws the sentence when the targets would fall during the year. */
export async function quarterDoubts(
  ctx: Context,
  unit: Unit,
  quarters: readonly Quarterly[],
): Promise<readonly string[]> {
  const twice = quarters.find((one, i) => quarters.findIndex((other) => other.quarter === one.quarter) !== i)
  if (twice !== undefined) throw new UserError(`${showQuarter(quarter(twice.quarter))}写了两次，请只写一次`)
  const sentences: string[] = []
  for (const year of new Set(quarters.map((one) => one.quarter.slice(0, 4)))) {
    const current = await quartersOf(ctx, unit, year)
    const typed = quarters.filter((one) => one.quarter.startsWith(year))
    mustRise(current, typed, unit)
    for (const { quarter: code, percent } of typed) {
      const old = current.find((one) => one.quarter === code)
      if (old === undefined || old.percent === percent) continue
      sentences.push(`${showQuarter(quarter(code))}目标由 ${old.percent}% 改为 ${percent}%？已发布的通报和考评不变`)
    }
  }
  const over = quarters.filter((one) => endOf(one.quarter) < ctx.today).map((one) => showQuarter(quarter(one.quarter)))
  if (over.length > 0) sentences.push(`${over.join('、')}已经结束，只影响今天以后的目标曲线，照记？`)
  return sentences
}

function endOf(code: string): string {
  const last = Number(code.at(-1)) * 3
  const next =
    last === 12
      ? `${Number(code.slice(0, 4)) + 1}-01-01`
      : `${code.slice(0, 4)}-${String(last + 1).padStart(2, '0')}-01`
  return addDays(day(next), -1)
}

function mustRise(current: readonly Quarterly[], typed: readonly Quarterly[], unit: Unit): void {
  const all = [...current.filter((one) => !typed.some(({ quarter: code }) => code === one.quarter)), ...typed].toSorted(
    (a, b) => (a.quarter < b.quarter ? -1 : 1),
  )
  for (const [i, after] of all.entries()) {
    const before = all[i - 1]
    if (before === undefined || after.percent >= before.percent) continue
    const [was, is] = [before, after].map((one) => `${showQuarter(quarter(one.quarter))} ${one.percent}%`)
    throw new UserError(`累计目标不能变少：${was}，${is}，请核对后一起重发`, [`旬目标 ${unit.shortName}`])
  }
}

/** Sets the targets; gives each as '2023年三季度 75%'. */
export async function setQuarters(
  ctx: Context,
  unit: Unit,
  quarters: readonly Quarterly[],
): Promise<readonly string[]> {
  await quarterDoubts(ctx, unit, quarters)
  const set: string[] = []
  for (const { quarter: code, percent } of quarters) {
    const before = (await quartersOf(ctx, unit, code.slice(0, 4))).find((one) => one.quarter === code)
    const { id } = await ctx.tx.unitTarget.create({
      data: { districtId: ctx.district.id, unitId: unit.id, quarter: code, percent, validFrom: dayToDb(ctx.today) },
    })
    await recordInput(ctx, {
      subject: 'unit-target',
      subjectId: id,
      before: before === undefined ? null : { unitId: unit.id, percent: `${before.percent}%` },
      after: { unitId: unit.id, targetOf: code, percent: `${percent}%` },
    })
    set.push(`${showQuarter(quarter(code))}　${percent}%`)
  }
  return set
}
