/** 旬目标 as it is shown. The curve is the rules' own; nothing here proposes what to report. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { fixed, showPercent } from '../../domain/fraction.ts'
import { money, moneyFromDb, showMoney } from '../../domain/money.ts'
import { lastDay, showQuarter, showTenDay, tenDayOf } from '../../domain/period.ts'
import { targetSpot } from '../../domain/target-points.ts'
import type { Project, Unit } from '../../generated/prisma/client.ts'
import { BASIS } from '../as-of.ts'
import { loadStandings } from '../standing.ts'
import { showTarget, showTargetPeriod, targetsOf } from './project-targets.ts'
import { quartersOf, unitCalled } from './unit-quarter-targets.ts'

const SHOWN = 12

/** What a project has to reach by this 旬, by which curve, and the targets ahead of it. */
export async function projectTargetCard(ctx: Context, project: Project): Promise<Card> {
  const { shortName } = project
  const period = tenDayOf(ctx.today)
  const [standing] = await loadStandings(ctx.tx, ctx.district, period, { projectIds: [project.id] })
  if (standing === undefined) {
    return say(`${shortName} 还没有 ${ctx.today.slice(0, 4)} 年度计划，没有目标`, {
      actions: [button('看计划', `计划 ${shortName}`)],
    })
  }
  const own = await targetsOf(ctx, project.id, ctx.today.slice(0, 4))
  const now = own.find((row) => targetSpot(row.period) === period)
  const target = money(fixed(standing.target, 2))
  const ahead = own.filter((row) => lastDay(targetSpot(row.period)) >= ctx.today)
  const shown = (ahead.length > 0 ? ahead : own).slice(0, SHOWN)
  return say(`${shortName} ${showTenDay(period)}目标：累计 ${showMoney(target)}（${showPercent(standing.curve)}）`, {
    blocks: [
      {
        kind: 'fields',
        items: [
          { label: '形象目标', value: now?.text ?? '未定' },
          { label: '依据', value: await groundOf(ctx, own, standing.unit?.shortName ?? null) },
          { label: '年度计划', value: showMoney(standing.plan) },
        ],
      },
      ...(shown.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: shown.map(({ period: code, cumulative, text }) => ({
                text: `${showTargetPeriod(code)}　${showTarget(cumulative === null ? null : moneyFromDb(cumulative), text)}`,
              })),
            },
          ]),
      { kind: 'note', text: BASIS },
    ],
    actions: [button('看项目', `项目 ${shortName}`), button('看计划', `计划 ${shortName}`)],
  })
}

/** Which of the three curves counts (rules.md §3). */
async function groundOf(
  ctx: Context,
  own: readonly { readonly cumulative: object | null }[],
  unitName: string | null,
): Promise<string> {
  if (own.some(({ cumulative }) => cumulative !== null)) return '本项目批准的累计目标'
  const unit = unitName === null ? null : await unitCalled(ctx, unitName)
  const quarters = unit === null ? [] : await quartersOf(ctx, unit, ctx.today.slice(0, 4))
  return quarters.length > 0 ? `${unitName ?? ''}的季度目标` : '本区默认曲线'
}

/** The quarterly targets of a unit. */
export async function unitTargetCard(ctx: Context, unit: Unit): Promise<Card> {
  const { shortName } = unit
  const quarters = await quartersOf(ctx, unit, ctx.today.slice(0, 4))
  if (quarters.length === 0) return say(`${shortName} 没有单独的季度目标，按本区默认曲线`)
  return say(`${shortName} 季度累计目标（占年度计划）`, {
    blocks: [
      { kind: 'fields', items: quarters.map((one) => ({ label: showQuarter(one.quarter), value: `${one.percent}%` })) },
      { kind: 'note', text: `没有定的季度按本区默认曲线；${BASIS}` },
    ],
  })
}
