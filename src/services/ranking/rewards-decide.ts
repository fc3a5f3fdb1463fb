/** 奖惩: the proposals of a quarter, and the decision of a person with its reason and signer. */
import { type Quarter, quarter } from '../../domain/period.ts'
import { UserError } from '../../errors.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { RequestState } from '../../generated/prisma/enums.ts'
import type { Acting } from '../acting.ts'

const include = {
  unit: { select: { shortName: true } },
  decider: { select: { name: true } },
} satisfies Prisma.RewardDecisionInclude

export type Reward = Prisma.RewardDecisionGetPayload<{ include: typeof include }>

/** The proposals of a quarter, or of the newest one that has any; the undecided ones first. */
export async function rewardsOf(
  { tx, district }: Pick<Acting, 'tx' | 'district'>,
  of: Quarter | null,
): Promise<Reward[]> {
  const newest = await tx.rewardDecision.findFirst({
    where: { districtId: district.id, ...(of === null ? {} : { quarter: of }) },
    orderBy: { quarter: 'desc' },
    select: { quarter: true },
  })
  if (newest === null) return []
  const rows = await tx.rewardDecision.findMany({
    where: { districtId: district.id, quarter: quarter(newest.quarter) },
    orderBy: { id: 'asc' },
    include,
  })
  const isOpen = ({ state }: Reward): boolean => state === RequestState.PENDING
  return [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))]
}

/** The district's proposal of a number; throws the sentence for a number that is none. */
export async function rewardNumbered({ tx, district }: Pick<Acting, 'tx' | 'district'>, id: number): Promise<Reward> {
  const row = await tx.rewardDecision.findFirst({ where: { id, districtId: district.id }, include })
  if (row === null) throw new UserError(`没有 ${id} 号奖惩建议。发“奖惩”看全部`, ['奖惩'])
  return row
}

/**
 * Records the decision with its signer, once: of two people at the same time, one decides. Nothing is carried out.
 * Gives the row as decided; throws the sentence when it was decided before.
 */
export async function decideReward(
  acting: Acting,
  id: number,
  decision: { readonly agreed: boolean; readonly reason: string; readonly by: number | null },
): Promise<Reward> {
  const { tx, now, audit } = acting
  const { agreed, reason, by } = decision
  const before = await rewardNumbered(acting, id)
  const state = agreed ? RequestState.APPROVED : RequestState.REFUSED
  const { count } = await tx.rewardDecision.updateMany({
    where: { id, state: RequestState.PENDING },
    data: { state, reason, decidedBy: by, decidedAt: now },
  })
  if (count === 0) {
    throw new UserError(`${id} 号奖惩建议已由${before.decider?.name ?? '他人'}决定，不再改动。发“奖惩”看全部`, ['奖惩'])
  }
  await audit({ subject: 'reward', subjectId: id, before: { state: before.state }, after: { state, decidedBy: by } })
  return await rewardNumbered(acting, id)
}
