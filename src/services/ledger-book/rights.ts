/** Whose rows of the ledger a person gets: 项目办, leaders, 督查室 and the admin all, others those of their own unit. */
import type { Context } from '../../chat/command.ts'
import type { Part } from './export.ts'

const ALL = ['office', 'supervision', 'leader', 'admin'] as const

export function mayReadAll({ speaker }: Pick<Context, 'speaker'>): boolean {
  return ALL.some((role) => speaker.roles.has(role))
}

/** Null: all rows. */
export async function partOf(ctx: Context): Promise<Part | null> {
  const { tx, district, speaker } = ctx
  if (mayReadAll(ctx)) return null
  const units = await tx.unit.findMany({
    where: { districtId: district.id, id: { in: [...speaker.unitIds] } },
    select: { shortName: true },
    orderBy: { id: 'asc' },
  })
  const { personId, unitIds } = speaker
  return {
    name: units.length === 0 ? '本人的项目' : units.map(({ shortName }) => shortName).join('、'),
    keeps: ({ unit, leaderId, liaisonId }) =>
      (unit !== null && unitIds.includes(unit.id)) || (personId !== null && [leaderId, liaisonId].includes(personId)),
  }
}
