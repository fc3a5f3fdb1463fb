/** The invented district with everybody writing from the console's account of the role, and two groups bound. */
import type { Db } from '../../src/database/client.ts'
import { makeDistrict, type TestDistrict } from './district.ts'
import { GROUPS } from './groups.ts'

export async function makeBoundDistrict(db: Db, isDemo: boolean): Promise<TestDistrict> {
  const district = await makeDistrict(db, '示例区', isDemo)
  const at = new Date('2023-09-01T09:00:00+08:00')
  for (const [actor, personId] of district.people) {
    const identity = await db.platformIdentity.create({
      data: { platform: 'CONSOLE', externalId: actor, displayName: actor, personId, lastWroteAt: at },
    })
    await db.chat.create({
      data: { platform: 'CONSOLE', externalId: actor, kind: 'PRIVATE', identityId: identity.id },
    })
  }
  for (const use of ['dispatch', 'query'] as const) {
    const { id, name } = GROUPS[use]
    await db.chat.create({
      data: {
        platform: 'CONSOLE',
        externalId: id,
        kind: 'GROUP',
        name: name ?? null,
        districtId: district.id,
        use: use === 'dispatch' ? 'DISPATCH' : 'QUERY',
        boundAt: at,
      },
    })
  }
  return district
}
