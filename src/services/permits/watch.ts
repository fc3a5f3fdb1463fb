/**
 * Every working morning: whose permit has two days left, is overdue, or far overdue, hears of it, each once
 * (rules.md §7). Its agent and its authority are told; where there is neither, 审批局, else 项目办.
 */
import { dayFromDb, dayOf, showDay } from '../../domain/calendar-day.ts'
import type { Urgency } from '../../domain/permits/clock.ts'
import { PermitWarning } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { type BundleItem, tellInBundle } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'
import { membersWith } from '../people.ts'
import { clockOf, type Hour } from './clock.ts'
import { dueWithin, running } from './countdown.ts'
import { type PermitRow, withNames } from './find.ts'
import { handlersOf, permitName } from './tell.ts'

const WARNINGS: Readonly<Record<Urgency, PermitWarning>> = {
  none: PermitWarning.NONE,
  soon: PermitWarning.SOON,
  overdue: PermitWarning.OVERDUE,
  'far-overdue': PermitWarning.FAR_OVERDUE,
}
const ORDER: readonly PermitWarning[] = Object.values(WARNINGS)

/** What is told at an urgency. */
export function warningOf(urgency: Urgency): PermitWarning {
  return WARNINGS[urgency]
}

/** Told one by one; of more than these the rest is a number and a list to ask for. */
const SEVERAL = 5

export async function watchPermits(acting: Acting): Promise<void> {
  const { tx, district, now, calendar, rules } = acting
  const hour: Hour = { today: dayOf(now), calendar, rules }
  const rows = await tx.permit.findMany({
    where: { AND: [running(district.id), dueWithin(hour), { warned: { not: PermitWarning.FAR_OVERDUE } }] },
    include: withNames,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
  const news = new Map<number, BundleItem[]>()
  for (const row of rows) {
    const item = await warn(acting, row, hour)
    if (item === null) continue
    for (const personId of await whom(acting, row)) news.set(personId, [...(news.get(personId) ?? []), item])
  }
  // In the order of tellAll.
  for (const [personId, items] of [...news].toSorted(([a], [b]) => a - b)) {
    for (const item of items.slice(0, SEVERAL)) await tellInBundle(acting, personId, item)
    const left = items.length - SEVERAL
    if (left > 0)
      await tellInBundle(acting, personId, { text: `另有 ${left} 项手续临近或逾期`, detail: '查看请发：倒计时' })
  }
}

/** Notes that it is told, and gives what is to be told; null: nothing new. */
async function warn(acting: Acting, permit: PermitRow, hour: Hour): Promise<BundleItem | null> {
  const { urgency } = clockOf(permit, hour)
  const warned = warningOf(urgency)
  if (ORDER.indexOf(warned) <= ORDER.indexOf(permit.warned)) return null
  await acting.tx.permit.update({ where: { id: permit.id }, data: { warned } })
  await acting.audit({
    subject: 'permit',
    subjectId: permit.id,
    before: { project: permit.projectId, warned: permit.warned },
    after: { project: permit.projectId, warned },
  })
  const line = `手续 ${permit.project.shortName} ${permit.item.name}`
  const due = permit.dueOn === null ? '' : showDay(dayFromDb(permit.dueOn))
  return {
    // The day and not the number of days: the message may wait for the next working morning.
    text: `${permitName(permit)} ${urgency === 'soon' ? `快到期，${due}前办结` : `已逾期，应于${due}办结，${urgency === 'overdue' ? '亮黄' : '亮红'}`}`,
    detail: `办结请发：${line} 办结 证号；要停表请发：${line} 暂停 补正`,
    way: { label: `看${permit.item.name.slice(0, 8)}`, action: line },
    matter: `permit:${permit.id}`,
  }
}

async function whom(acting: Acting, permit: PermitRow): Promise<readonly number[]> {
  const handlers = await handlersOf(acting, permit)
  if (handlers.length > 0) return handlers
  const bureau = await membersWith(acting.tx, acting.district.id, 'approval', dayOf(acting.now))
  return bureau.length > 0 ? bureau.map(({ personId }) => personId) : await officePeople(acting)
}
