/** 明细 of a unit's quarter: the formula with its numbers, to be checked with a pocket calculator. */
import { type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type QuarterRow, quarterRow } from '../../domain/evaluation/quarter-row.ts'
import { Exact, fixed, percentText } from '../../domain/fraction.ts'
import { month, monthNumber, type Quarter, showQuarter } from '../../domain/period.ts'
import { showUnitGroup } from '../../domain/unit-group.ts'
import { UserError } from '../../errors.ts'
import { PublishState } from '../../generated/prisma/client.ts'
import { BASIS } from '../as-of.ts'
import { seesAll } from '../evaluation/rights.ts'

/**
 * The lines of '明细 示例镇 三季度'; the first one is the answer. Null: the unit has no ranking of the quarter that one
 * may see.
 *
 * @param trial also what was computed but not published yet (for 项目办 alone)
 */
export async function quarterDetailLines(
  tx: Tx,
  { unitId, quarter, trial }: { readonly unitId: number; readonly quarter: Quarter; readonly trial: boolean },
): Promise<string[] | null> {
  const row = await tx.quarterRank.findUnique({ where: { unitId_quarter: { unitId, quarter } } })
  if (row === null || (row.state === PublishState.TRIAL && !trial)) return null
  const known = quarterRow.safeParse(row.detail)
  if (!known.success) return null
  const lines = explained(known.data, quarter)
  return row.state === PublishState.TRIAL ? [...lines, '试算，还没有发布'] : lines
}

/** The card of '明细 示例镇 三季度', for the unit's own people, 项目办 and 督查室; throws the sentence why not. */
export async function quarterDetail(ctx: Context, shortName: string, quarter: Quarter): Promise<Card> {
  const { tx, district, speaker } = ctx
  const unit = await tx.unit.findUniqueOrThrow({
    where: { districtId_shortName: { districtId: district.id, shortName } },
    select: { id: true },
  })
  if (!(seesAll(ctx) || speaker.unitIds.includes(unit.id))) throw new UserError('单位的明细只给本单位的人和项目办看')
  const trial = speaker.roles.has('office')
  const lines = await quarterDetailLines(tx, { unitId: unit.id, quarter, trial })
  if (lines === null) throw new UserError(`${shortName} ${showQuarter(quarter)}还没有发布过排名`, ['季排名'])
  const [title = '', ...rest] = lines
  return say(title, { blocks: [{ kind: 'text', text: rest.join('\n') }] })
}

function explained(row: QuarterRow, quarter: Quarter): string[] {
  return [
    `${row.name} ${showQuarter(quarter)} 得分 ${row.score ?? '无'}，${placeOf(row)}`,
    row.line,
    ...missing(row),
    ...(row.rank === null ? [] : [ties(row)]),
    ...(row.zeroed ? ['本季有项目因核查偏差记 0 分，不进红榜'] : []),
    BASIS,
  ]
}

function placeOf({ group, rank, of }: QuarterRow): string {
  return rank === null ? '不排名次' : `${showUnitGroup(group)}第 ${rank} 名（共 ${of} 个单位）`
}

function missing({ months }: QuarterRow): string[] {
  const without = months.flatMap(({ month: of, score }) => (score === null ? [`${monthNumber(month(of))}月`] : []))
  return without.length === 0 ? [] : [`${without.join('、')}没有得分，不计入平均`]
}

/** What would break a tie, in the order in which it would (rules.md §6a.14). */
function ties({ keys, redPlates }: QuarterRow): string {
  return [
    `得分相同时依次比：红牌占比 ${percentText(new Exact(keys.redShare))}%（红牌 ${redPlates} 个）`,
    `节点按期率 ${percentText(new Exact(keys.milestoneRate))}%`,
    `季末目标完成比（最高计 1）${fixed(new Exact(keys.cappedRatio), 4)}`,
    `季末逾期问题 ${keys.overdueProblems} 个`,
  ].join('，')
}
