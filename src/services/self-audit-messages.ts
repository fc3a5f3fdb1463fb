/** Pushes that were owed and did not go out although they could have: one fault for all of the same cause. */
import { button } from '../chat/card.ts'
import type { Tx } from '../database/client.ts'
import { dayOf, showDayTime } from '../domain/calendar-day.ts'
import { OutboxKind, OutboxState, type Prisma } from '../generated/prisma/client.ts'
import { type Fault, showRun } from './self-audit-fault.ts'
import { ofDistrict } from './unconfirmed.ts'

/** Part of the key of what is said here: about such a message itself nothing is said, or it would never end. */
export const ABOUT_OURSELVES = ':self-audit:'

export interface MessageQuestion {
  readonly districtId: number
  /** Business time; asked in open hours only. */
  readonly now: Date
  /** Due before this moment and still not sent: late. */
  readonly dueBefore: Date
  /** Titles of the jobs by their ids. */
  readonly titles: ReadonlyMap<string, string>
}

/**
 * What is unconfirmed or was refused is not here: 项目办 hears of those at once, message by message
 * (unconfirmed-told.ts).
 */
export async function messageFaults(tx: Tx, question: MessageQuestion): Promise<Fault[]> {
  return [...(await lateMessages(tx, question)), ...(await withoutDoor(tx, question))]
}

function lateIn(question: MessageQuestion, state: OutboxState): Prisma.OutboxMessageWhereInput {
  const { districtId, now, dueBefore } = question
  return {
    AND: [
      ofDistrict(districtId),
      { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      { NOT: { key: { contains: ABOUT_OURSELVES } } },
    ],
    kind: OutboxKind.PUSH,
    state,
    notBefore: { lte: dueBefore },
  }
}

async function lateMessages(tx: Tx, question: MessageQuestion): Promise<Fault[]> {
  const groups = await tx.outboxMessage.groupBy({
    by: ['jobSlot'],
    where: lateIn(question, OutboxState.OWED),
    _count: { _all: true },
    _min: { notBefore: true },
    orderBy: { jobSlot: 'asc' },
  })
  return groups.map(({ jobSlot, _count, _min }) => {
    const since = _min.notBefore ?? question.dueBefore
    const of = jobSlot === null ? '' : `${nameOf(jobSlot, question)}的 `
    return {
      kind: 'owed',
      id: `owed:${jobSlot ?? dayOf(since)}`,
      title: `自查：${of}${_count._all} 条消息该发没发出去，最早的应在 ${showDayTime(since)} 发`,
      remedy:
        '请看网络、平台地址和应用密钥，平台是否限流；程序日志里有平台的答复。消息都留着，通了会接着发，不用重做，也不会发两遍',
    }
  })
}

/** Reminders, previews and digests for people whom no platform reaches. */
async function withoutDoor(tx: Tx, question: MessageQuestion): Promise<Fault[]> {
  const rows = await tx.outboxMessage.findMany({
    where: { ...lateIn(question, OutboxState.UNREACHABLE), jobSlot: { not: null } },
    select: { jobSlot: true, person: { select: { id: true } } },
    orderBy: { id: 'asc' },
  })
  const periods = new Map<string, Set<number>>()
  for (const { jobSlot, person } of rows) {
    const period = jobSlot?.split(':')[2]
    if (period === undefined || person === null) continue
    periods.set(period, (periods.get(period) ?? new Set()).add(person.id))
  }
  return [...periods].map(([period, people]) => ({
    kind: 'unreachable',
    id: `unreachable:${period}`,
    title: `自查：${showRun('该发的消息', period)}有 ${people.size} 人收不到`,
    remedy: '名单发“未接通”查看。请本人私聊机器人发“绑定 姓名 单位”，接通后补发',
    actions: [button('未接通')],
  }))
}

function nameOf(slot: string, { titles }: MessageQuestion): string {
  const [, job = '', period = ''] = slot.split(':')
  return showRun(titles.get(job) ?? job, period)
}
