/** 交办 and 提级: who leads, by when, at which level (rules.md §7). */
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb, showDay } from '../../domain/calendar-day.ts'
import { levelDueOn, showLevel, TOP_LEVEL } from '../../domain/problem.ts'
import { UserError } from '../../errors.ts'
import { AssignmentKind } from '../../generated/prisma/client.ts'
import { tellAll, tellInPlace } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'
import { heldOn } from '../people.ts'
import { unitIdOf } from '../units-meant.ts'
import type { ProblemRow } from './find.ts'
import { makeStep } from './move.ts'
import { problemLine, tellRaiser, tellUnits } from './tell.ts'

export interface Assigning {
  /** Short name. */
  readonly unit: string
  readonly coUnits: readonly string[]
  /** Null: the limit of the level. */
  readonly dueOn: Day | null
  readonly demand: string | null
}

/** 交办: names the lead unit and the date; the unit hears of it, and so do the unit that led it before and who raised it. */
export async function assignProblem(ctx: Context, problem: ProblemRow, assigning: Assigning): Promise<ProblemRow> {
  const { tx, district, today, calendar, speaker } = ctx
  const { unit, coUnits, demand } = assigning
  const leadId = await unitIdOf(ctx, unit)
  const dueOn = assigning.dueOn ?? levelDueOn(calendar, today, problem.level)
  if (dueOn === null)
    throw new UserError(`${showLevel(problem.level)}没有默认时限，请写明日期：交办 ${problem.id} ${unit} 9月30日`)
  if (dueOn < today) throw new UserError(`办结日期 ${showDay(dueOn)} 已经过了，请写今天以后的日期`)
  const after = await makeStep(ctx, problem, {
    move: 'ASSIGN',
    by: speaker.personId,
    text: demand ?? `${unit}牵头，${showDay(dueOn)}前办结`,
    change: { leadUnitId: leadId, dueOn: dayToDb(dueOn), ...(demand === null ? {} : { demand }) },
  })
  await tx.problemCoUnit.deleteMany({ where: { problemId: problem.id } })
  for (const name of coUnits) {
    const id = await unitIdOf(ctx, name)
    if (id !== leadId) await tx.problemCoUnit.create({ data: { problemId: problem.id, unitId: id } })
  }
  const news = {
    text: `新问题已交办：${problemLine(after)}`,
    detail: `${speaker.name}交办给${unit}，${showDay(dueOn)}前办结`,
    matter: `office-problem:${problem.id}`,
  }
  await tellInPlace(ctx, await officePeople(ctx), news, speaker.personId)
  const item = {
    text: `交办：${problemLine(after)}`,
    detail: `由${unit}牵头，${showDay(dueOn)}前办结。接下请发：受理 ${problem.id}；进展请发：反馈 ${problem.id} 进展；办完请发：销号 ${problem.id} 结果 依据`,
    matter: `problem:${problem.id}`,
  }
  const way = { label: `受理 ${problem.id}`, action: `受理 ${problem.id}` }
  await tellUnits(ctx, [leadId], { ...item, way }, speaker.personId)
  const helpers = (await coUnitIds(ctx, problem.id)).filter((id) => id !== leadId)
  await tellUnits(ctx, helpers, item, speaker.personId)
  const former = problem.leadUnit
  if (former !== null && former.id !== leadId) {
    const helps = helpers.includes(former.id)
    const left = helps ? `${former.shortName}改为协办` : `${former.shortName}不用再办`
    const change = {
      text: `改了牵头单位：${problemLine(after)}`,
      detail: `由${former.shortName}改为${unit}牵头，${left}`,
      matter: helps ? `problem:${problem.id}/lead` : `problem:${problem.id}`,
    }
    await tellUnits(ctx, [former.id], change, speaker.personId)
  }
  await tellRaiser(
    ctx,
    after,
    {
      text: `您提的${problem.id} 号问题已交办给${unit}`,
      detail: `${district.name}项目办，${showDay(dueOn)}前办结`,
      matter: `raised:${problem.id}`,
    },
    speaker.personId,
  )
  return after
}

/** 提级: one level up, with a new date; the 包联 leader hears of what reaches his level. Costs nobody a point. */
export async function escalateProblem(
  ctx: Context,
  problem: ProblemRow,
  { dueOn, reason }: { readonly dueOn: Day | null; readonly reason: string | null },
): Promise<ProblemRow> {
  const { today, calendar, speaker } = ctx
  if (problem.level >= TOP_LEVEL)
    throw new UserError(`${problem.id} 号问题已经是${showLevel(problem.level)}，不能再提级`)
  const level = problem.level + 1
  const due = dueOn ?? levelDueOn(calendar, today, level)
  if (due !== null && due < today) throw new UserError(`办结日期 ${showDay(due)} 已经过了，请写今天以后的日期`)
  const after = await makeStep(ctx, problem, {
    move: 'ESCALATE',
    by: speaker.personId,
    text: `${showLevel(level)}${reason === null ? '' : `：${reason}`}`,
    // What is put to the city has no limit of the district's any more.
    change: { level, dueOn: due === null ? null : dayToDb(due) },
  })
  const item = {
    text: `提级：${problemLine(after)}`,
    detail: `${showLevel(level)}${after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}前办结`}`,
    matter: `problem:${problem.id}/level`,
  }
  await tellUnits(ctx, [after.leadUnitId, ...after.coUnits.map(({ unit }) => unit.id)], item, speaker.personId)
  await tellAll(ctx, level >= 3 ? await leadersOf(ctx, problem.projectId) : [], item, null)
  return after
}

async function coUnitIds({ tx }: Context, problemId: number): Promise<number[]> {
  return (await tx.problemCoUnit.findMany({ where: { problemId } })).map(({ unitId }) => unitId)
}

async function leadersOf({ tx, today }: Context, projectId: number): Promise<number[]> {
  const rows = await tx.assignment.findMany({
    where: { projectId, kind: AssignmentKind.LEADER, ...heldOn(today) },
    select: { personId: true },
  })
  return rows.flatMap(({ personId }) => personId ?? [])
}
