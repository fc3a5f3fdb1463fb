/** One page of 倒计时: one's own in front, what is due first before what is due later. */
import type { Context } from '../../chat/command.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { type CountdownItem, countdownItem, dueWithin, overdueOn, running } from './countdown.ts'
import { withNames } from './find.ts'
import { ownPermits } from './own.ts'

export interface OwnItem extends CountdownItem {
  readonly mine: boolean
}

export interface CountdownPage {
  readonly all: number
  readonly overdue: number
  /** Due within the days of the rules, not overdue. */
  readonly soon: number
  readonly shown: readonly OwnItem[]
}

export async function countdownPage(
  ctx: Context,
  filter: Prisma.PermitWhereInput,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<CountdownPage> {
  const { tx, district } = ctx
  const all = { AND: [running(district.id), filter] }
  const order = { where: all, select: { id: true }, orderBy: [{ dueOn: 'asc' as const }, { id: 'asc' as const }] }
  const ids = (await tx.permit.findMany(order)).map(({ id }) => id)
  const own = await tx.permit.findMany({ ...order, where: { AND: [all, ownPermits(ctx)] } })
  const mine = new Set(own.map(({ id }) => id))
  const page = [...ids.filter((id) => mine.has(id)), ...ids.filter((id) => !mine.has(id))].slice(from, from + most)
  const rows = await tx.permit.findMany({ where: { id: { in: page } }, include: withNames })
  const overdue = await tx.permit.count({ where: { AND: [all, overdueOn(ctx)] } })
  const within = await tx.permit.count({ where: { AND: [all, dueWithin(ctx)] } })
  return {
    ...{ all: ids.length, overdue, soon: Math.max(0, within - overdue) },
    shown: page.flatMap((id): OwnItem[] => {
      const row = rows.find((one) => one.id === id)
      const item = row === undefined ? null : countdownItem(row, ctx)
      return item === null ? [] : [{ ...item, mine: mine.has(id) }]
    }),
  }
}
