/** 转为重点项目: what 招商 and 储备 become, with the link back to where it came from. */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showFullDay } from '../../domain/calendar-day.ts'
import { type Money, moneyFromDb, moneyText, showMoney } from '../../domain/money.ts'
import { showPromotionStage } from '../../domain/promotion/stage.ts'
import { showReserveStage } from '../../domain/reserve/stage.ts'
import { UserError } from '../../errors.ts'
import { AssignmentKind, type Project, type ProjectStage } from '../../generated/prisma/client.ts'
import { projectCalled } from '../inputs/rights.ts'
import type { Place } from './filter.ts'

export interface Origin {
  readonly shortName: string
  readonly name: string
  readonly owner: string | null
  readonly industry: string | null
  readonly chain: string | null
  readonly total: Money | null
  readonly unitId: number | null
  readonly stage: ProjectStage
  readonly plannedStartOn: Day | null
  /** 自报开工: the day of the fact as reported; it counts once it is verified. */
  readonly startedOn: Day | null
  readonly isDemo: boolean
}

/**
 * The key project to link to: an existing one that is named, else a new one made of what is known. A new one has no
 * annual plan, so it enters no figure and no assessment before 项目办 gives it one.
 */
export async function keyProjectFrom(ctx: Context, origin: Origin, existing: string | null): Promise<Project> {
  if (existing !== null) return await unlinked(ctx, await projectCalled(ctx, existing))
  const { tx, district, today, audit } = ctx
  const { shortName, name, owner, industry, chain, total, unitId, stage, plannedStartOn, startedOn, isDemo } = origin
  const key = { districtId: district.id, shortName }
  if ((await tx.project.findUnique({ where: { districtId_shortName: key } })) !== null) throw taken(shortName)
  const last = await tx.project.findFirst({
    where: { districtId: district.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const project = await tx.project.create({
    data: {
      ...{ districtId: district.id, number: (last?.number ?? 0) + 1, shortName, name, nature: 'NEW', stage },
      ...{ owner, industry, chain },
      totalInvestment: total === null ? null : moneyText(total),
      plannedStartOn: plannedStartOn === null ? null : dayToDb(plannedStartOn),
      startedOn: startedOn === null ? null : dayToDb(startedOn),
      demoFields: isDemo ? ['number', 'name', 'owner', 'totalInvestment', 'assignments'] : [],
      ...(unitId === null
        ? {}
        : { assignments: { create: { kind: AssignmentKind.UNIT, unitId, since: dayToDb(today) } } }),
    },
  })
  await audit({
    subject: 'project',
    subjectId: project.id,
    before: null,
    after: { stage, ...(startedOn === null ? {} : { startReported: startedOn }) },
  })
  return project
}

function taken(shortName: string): UserError {
  return new UserError(`重点项目里已经有“${shortName}”。就是同一个的，请在后面写上它的简称：转项目 ${shortName}`)
}

async function unlinked({ tx }: Context, project: Project): Promise<Project> {
  const where = { where: { projectId: project.id } }
  const known = (await tx.promotionProject.findUnique(where)) ?? (await tx.reserveProject.findUnique(where))
  if (known !== null) throw new UserError(`重点项目“${project.shortName}”已经连着“${known.shortName}”，不能再连一个`)
  return project
}

/**
 * Where a key project came from, a line each ('来源：招商“示例储能”，2023年9月26日签约 3.20 亿元'); empty when it was a key
 * project from the start.
 */
export async function originsOf({ tx }: Pick<Place, 'tx'>, projectId: number): Promise<string[]> {
  const where = { where: { projectId } }
  const promotion = await tx.promotionProject.findUnique(where)
  const reserve = await tx.reserveProject.findUnique(where)
  const origins: string[] = []
  if (promotion !== null) {
    const { shortName, signedOn, signedAmount, stage } = promotion
    const signed =
      signedOn === null || signedAmount === null
        ? showPromotionStage(stage)
        : `${showFullDay(dayFromDb(signedOn))}签约 ${showMoney(moneyFromDb(signedAmount))}`
    origins.push(`来源：招商“${shortName}”，${signed}；过程请发：招商 ${shortName}`)
  }
  if (reserve !== null) {
    const { shortName, enteredOn, leftOn, stage } = reserve
    const left = leftOn === null ? showReserveStage(stage) : `${showFullDay(dayFromDb(leftOn))}转实施`
    const entered = showFullDay(dayFromDb(enteredOn))
    origins.push(`来源：储备库“${shortName}”，${entered}入库，${left}；过程请发：储备 ${shortName}`)
  }
  return origins
}
