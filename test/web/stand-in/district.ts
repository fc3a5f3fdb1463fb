/** A small demo district for the console: five people with accounts, one group, one observer. */
import type { Db } from '../../../src/database/client.ts'
import { day, dayToDb } from '../../../src/domain/calendar-day.ts'
import { ChatKind, ChatUse, Platform, Role, UnitGroup } from '../../../src/generated/prisma/client.ts'

const PEOPLE = [
  { id: 'u1', name: '演示项目办', role: Role.OFFICE },
  { id: 'u2', name: '演示主任', role: Role.LEADER },
  { id: 'u3', name: '演示张三', role: Role.LIAISON },
  { id: 'u4', name: '演示张三丰', role: Role.LIAISON },
  { id: 'u5', name: '演示园长', role: Role.UNIT },
] as const

/** Loads it; `isDemo: false` makes the same as a real district. */
export async function loadDistrict(db: Db, { isDemo = true }: { isDemo?: boolean } = {}): Promise<void> {
  const district = await db.district.create({
    data: { name: '示例区', isDemo, activatedAt: new Date('2023-01-01T00:00:00+08:00') },
  })
  const unit = await db.unit.create({
    data: { districtId: district.id, name: '示例产业园', shortName: '产业园', group: UnitGroup.PARK },
  })
  for (const { id, name, role } of PEOPLE) {
    const person = await db.person.create({ data: { name, isDemo } })
    await db.membership.create({
      data: {
        districtId: district.id,
        personId: person.id,
        unitId: role === Role.LIAISON || role === Role.UNIT ? unit.id : null,
        role,
        since: dayToDb(day('2023-01-01')),
      },
    })
    await db.platformIdentity.create({
      data: { platform: Platform.CONSOLE, externalId: id, personId: person.id, lastWroteAt: new Date() },
    })
  }
  await db.platformIdentity.create({
    data: { platform: Platform.CONSOLE, externalId: 'u9', displayName: '观察员（演示）' },
  })
  await db.chat.create({
    data: {
      platform: Platform.CONSOLE,
      externalId: 'group:dispatch',
      kind: ChatKind.GROUP,
      name: '示例区重点项目调度群',
      districtId: district.id,
      use: ChatUse.DISPATCH,
    },
  })
}
