/** What is particular to the notice of a ranking: beside its preview, before and with its publication. */
import type { Block } from '../../chat/card.ts'
import { type Month, monthNumber, quarter } from '../../domain/period.ts'
import { type Notice, NoticeState, PublishState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { holdNoticeRow } from '../evaluation/practice.ts'
import { sendQuarterDigests } from '../leader-digest-quarter.ts'
import { quarterInput, unpublishedMonths } from './inputs.ts'
import { proposalsOf, proposeRewards } from './rewards.ts'
import { monthsKept, storedRows } from './stored.ts'

/** For 项目办 alone: what is missing, and what will be proposed with the publication. */
export async function rankingExtras({ tx, district }: Acting, notice: Notice): Promise<Block[]> {
  if (notice.state === NoticeState.PUBLISHED) return []
  const of = quarter(notice.period)
  const missing = unpublishedMonths(await quarterInput(tx, district.id, of))
  const rows = await storedRows(tx, district.id, of, PublishState.TRIAL)
  const proposals = proposalsOf(rows).length
  return [
    ...(missing.length === 0 ? [] : [{ kind: 'text' as const, tone: 'warning' as const, text: missingLine(missing) }]),
    ...(proposals === 0
      ? []
      : [{ kind: 'note' as const, text: `发布后生成奖惩建议 ${proposals} 条，逐条由人决定，不会自动执行` }]),
  ]
}

function missingLine(missing: readonly Month[]): string {
  return `${showMonths(missing)}考评没有发布，不在本季得分里，请核对后再发布`
}

function showMonths(months: readonly Month[]): string {
  return `${months.map(monthNumber).join('、')}月`
}

/** A ranking that waits for a month, or for a person's word on a missing one, is asked about before it goes out by hand. */
export async function rankingDoubt({ tx, district }: Acting, notice: Notice): Promise<string | null> {
  const missing = unpublishedMonths(await quarterInput(tx, district.id, quarter(notice.period)))
  return missing.length === 0 ? null : `${showMonths(missing)}考评没有发布，不在本季得分里，确定发布？`
}

/**
 * A month that was published after the preview has to be in the ranking before it goes out, and a district that ranks no
 * more posts no ranks. The notice's row is held first, as it is by whoever makes it anew.
 */
export async function rankingObstacle(acting: Acting, notice: Notice): Promise<string | null> {
  const { tx, district, rules } = acting
  await holdNoticeRow(acting, notice.id)
  if (rules.modes.ranking === 'off') return '没有发出：本区已不发布季排名'
  const of = quarter(notice.period)
  const rows = await storedRows(tx, district.id, of, PublishState.TRIAL)
  if (!rules.ranking.enabled && rows.some(({ rank }) => rank !== null)) {
    return '没有发出：本区已不排名次，请先重算，再发布'
  }
  const { units } = await quarterInput(tx, district.id, of)
  const kept = await monthsKept(tx, district.id, of)
  const now = units.flatMap(({ unitId, months }) => months.map(({ month }) => `${unitId}:${month}`))
  if (now.length === kept.size && now.every((code) => kept.has(code))) return null
  return '没有发出：预览之后又发布了月考评，请先重算，再发布'
}

/** The ranks stand, each leader hears of his own projects, and what it suggests is put to 项目办 and 督查室 for decision. */
export async function rankingPublished(acting: Acting, notice: Notice): Promise<void> {
  const { tx, district } = acting
  const of = quarter(notice.period)
  await tx.quarterRank.updateMany({
    where: { districtId: district.id, quarter: of, state: PublishState.TRIAL },
    data: { state: PublishState.PUBLISHED },
  })
  await sendQuarterDigests(acting, of)
  await proposeRewards(acting, of, await storedRows(tx, district.id, of, PublishState.PUBLISHED))
}
