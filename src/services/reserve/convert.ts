/** 储备 → 重点项目 (新开工): 项目办 converts; the link and the whole history stay. */
import type { Context, Doubt } from '../../chat/command.ts'
import { dayFromDb } from '../../domain/calendar-day.ts'
import { moneyFromDb } from '../../domain/money.ts'
import { isInPool, notReady, showReserveStage } from '../../domain/reserve/stage.ts'
import { UserError } from '../../errors.ts'
import type { Project } from '../../generated/prisma/client.ts'
import { mustBeOffice } from '../inputs/rights.ts'
import { conversionDoubt } from '../pipeline/answers.ts'
import { keyProjectFrom } from '../pipeline/key-project.ts'
import { storeReserveStep } from './change.ts'
import { type ReserveRow, readinessOf } from './find.ts'

/** Throws the sentence for what cannot be converted. */
export function mustMayConvertReserve(ctx: Context, { shortName, stage, project }: ReserveRow): void {
  mustBeOffice(ctx, '把储备项目转为重点项目')
  if (project !== null) {
    throw new UserError(`${shortName}已经转为重点项目“${project.shortName}”`, [`项目 ${project.shortName}`])
  }
  if (isInPool(stage)) return
  throw new UserError(`${shortName}现在是“${showReserveStage(stage)}”，不能转为重点项目`, [`储备 ${shortName}`])
}

/** What is to be confirmed: that it is to be a key project, and what is not ready yet. */
export function reserveConversionDoubt(row: ReserveRow, existing: string | null): Doubt {
  const missing = notReady(readinessOf(row))
  const lack = missing.length === 0 ? '' : `${missing.join('、')}还没有办完。`
  return conversionDoubt('储备', row.shortName, existing, lack)
}

/** @param existing short name of a key project that is the same one; null: a new one is made */
export async function convertReserve(ctx: Context, row: ReserveRow, existing: string | null): Promise<Project> {
  mustMayConvertReserve(ctx, row)
  const { shortName, name, industry, chain, unitId, totalInvestment, plannedStartOn, isDemo } = row
  const project = await keyProjectFrom(
    ctx,
    {
      ...{ shortName, name, industry, chain, unitId, isDemo, owner: null },
      total: totalInvestment === null ? null : moneyFromDb(totalInvestment),
      // 新开工 in the pool's sense: that work has begun is reported and verified like that of any other project.
      stage: 'STARTED',
      plannedStartOn: plannedStartOn === null ? null : dayFromDb(plannedStartOn),
      startedOn: null,
    },
    existing,
  )
  await storeReserveStep(ctx, row, { to: 'STARTED', on: ctx.today, reason: null }, { projectId: project.id })
  return project
}
