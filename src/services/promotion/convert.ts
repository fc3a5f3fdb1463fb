/** 招商 → 重点项目: 项目办 converts; the link and the whole history stay. */
import type { Context } from '../../chat/command.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { moneyFromDb } from '../../domain/money.ts'
import { isImplementing, type PromotionStage, showPromotionStage } from '../../domain/promotion/stage.ts'
import { UserError } from '../../errors.ts'
import type { Project } from '../../generated/prisma/client.ts'
import { mustBeOffice } from '../inputs/rights.ts'
import { keyProjectFrom } from '../pipeline/key-project.ts'
import { auditFacts } from './facts.ts'
import { type PromotionRow, promotionCalled } from './find.ts'

const BEGUN: readonly PromotionStage[] = ['STARTED', 'FUNDED', 'PRODUCING']

/** Throws the sentence for what cannot be converted. */
export function mustMayConvert(ctx: Context, { shortName, stage, project }: PromotionRow): void {
  mustBeOffice(ctx, '把招商项目转为重点项目')
  if (project !== null) {
    throw new UserError(`${shortName}已经转为重点项目“${project.shortName}”`, [`项目 ${project.shortName}`])
  }
  if (isImplementing(stage)) return
  throw new UserError(`${shortName}现在是“${showPromotionStage(stage)}”，签约以后才能转为重点项目`, [
    `招商 ${shortName}`,
  ])
}

/** @param existing short name of a key project that is the same one; null: a new one is made */
export async function convertPromotion(ctx: Context, row: PromotionRow, existing: string | null): Promise<Project> {
  mustMayConvert(ctx, row)
  const begun = BEGUN.includes(row.stage)
  const start = row.steps.findLast(({ stage }) => stage === 'STARTED')
  const project = await keyProjectFrom(
    ctx,
    {
      ...{ shortName: row.shortName, name: row.name, owner: row.investor, industry: row.industry, chain: null },
      total: row.signedAmount === null ? null : moneyFromDb(row.signedAmount),
      unitId: row.unitId,
      stage: begun ? 'STARTED' : 'PREPARATION',
      plannedStartOn: null,
      startedOn: begun && start !== undefined ? dayFromDb(start.on) : null,
      isDemo: row.isDemo,
    },
    existing,
  )
  const { count } = await ctx.tx.promotionProject.updateMany({
    where: { id: row.id, projectId: null },
    data: { projectId: project.id },
  })
  if (count === 0) throw new UserError(`${row.shortName}刚刚被别人转为重点项目`, [`招商 ${row.shortName}`])
  const after = await promotionCalled(ctx, row.shortName)
  await ctx.audit({ subject: 'promotion', subjectId: row.id, before: auditFacts(row), after: auditFacts(after) })
  return project
}
