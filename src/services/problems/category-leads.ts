/** 默认牵头单位: which unit is proposed when a problem is assigned, by its category or else by its project. */
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type Day, dayToDb } from '../../domain/calendar-day.ts'
import { usualLead } from '../../domain/category-lead.ts'
import { problemCategories } from '../../domain/problem.ts'
import { AssignmentKind } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'

export interface ProposedLead {
  /** Short name. */
  readonly unit: string
  /** '“用电”类默认', '本项目责任单位' */
  readonly because: string
}

export interface CategoryLead {
  readonly category: string
  /** Null: the project's responsible unit. */
  readonly unit: string | null
  /** Set by the district; else the usual one. */
  readonly isSet: boolean
}

export interface CategoryLeads {
  readonly rows: readonly CategoryLead[]
  /** Null: nothing is known of it, a person has to say. */
  proposedFor(problem: { readonly category: string | null; readonly projectId: number }): ProposedLead | null
}

/** What the district set, what is usual where it did not, and who is responsible for each project. */
export async function categoryLeads(tx: Tx, districtId: number, today: Day): Promise<CategoryLeads> {
  const set = await tx.categoryLead.findMany({
    where: { districtId },
    select: { category: true, unit: { select: { shortName: true } } },
  })
  const units = await tx.unit.findMany({
    where: { districtId, OR: [{ until: null }, { until: { gt: dayToDb(today) } }] },
    select: { name: true, shortName: true },
    orderBy: { id: 'asc' },
  })
  const responsible = await tx.assignment.findMany({
    where: { kind: AssignmentKind.UNIT, project: { districtId }, ...heldOn(today) },
    select: { projectId: true, unit: { select: { shortName: true } } },
    orderBy: { id: 'asc' },
  })
  const own = new Map(set.map(({ category, unit }) => [category, unit.shortName]))
  const ofProject = new Map(responsible.map(({ projectId, unit }) => [projectId, unit?.shortName]))
  const leadOf = (category: string): string | null => own.get(category) ?? usualLead(category, units)
  return {
    rows: problemCategories.map((category) => ({ category, unit: leadOf(category), isSet: own.has(category) })),
    proposedFor({ category, projectId }) {
      const lead = category === null ? null : leadOf(category)
      if (lead !== null) return { unit: lead, because: `“${category}”类默认` }
      const unit = ofProject.get(projectId)
      return unit === undefined ? null : { unit, because: '本项目责任单位' }
    },
  }
}

/** Sets the default lead unit of a category; null: the usual one again. */
export async function setCategoryLead(ctx: Context, category: string, shortName: string | null): Promise<void> {
  const { tx, district, audit } = ctx
  const key = { districtId: district.id, category }
  const before = await tx.categoryLead.findUnique({ where: { districtId_category: key } })
  const unit =
    shortName === null
      ? null
      : await tx.unit.findUniqueOrThrow({ where: { districtId_shortName: { districtId: district.id, shortName } } })
  if ((before?.unitId ?? null) === (unit?.id ?? null)) return
  if (unit === null) await tx.categoryLead.delete({ where: { districtId_category: key } })
  else {
    const unitId = unit.id
    await tx.categoryLead.upsert({
      where: { districtId_category: key },
      create: { ...key, unitId },
      update: { unitId },
    })
  }
  await audit({
    subject: 'category-lead',
    subjectId: category,
    before: before === null ? null : { unitId: before.unitId },
    after: unit === null ? null : { unitId: unit.id },
  })
}
