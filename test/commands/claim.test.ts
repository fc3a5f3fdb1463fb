import { describe, expect, it } from 'vitest'
import { issueClaimCode, needsClaimCode } from '../../src/services/claiming.ts'
import { syncEnvAdmins } from '../../src/services/identities.ts'
import { openDesk } from '../chat/kit.ts'

const first = { id: 'ou_first', name: '首位' }
const MINUTE = 60_000

async function withCode() {
  const desk = await openDesk()
  const code = await issueClaimCode(desk.db, desk.clock.wall())
  return { desk, code, claim: (text: string) => desk.as(first).privately(text) }
}

describe('认领管理员', () => {
  it('makes the district, in operation from now, and the sender its administrator', async () => {
    const { desk, code, claim } = await withCode()
    const claimed = await claim(`认领管理员 ${code} 新示例区`)
    expect(claimed.text).toMatch(/^您已是新示例区的管理员/)
    const district = await desk.db.district.findUniqueOrThrow({ where: { name: '新示例区' } })
    expect(district).toMatchObject({ activatedAt: desk.clock.now(), isDemo: false })
    expect((await desk.as(first).privately('绑定')).text).toContain('身份：管理员')
    expect(await desk.db.auditEntry.findMany()).toMatchObject([
      { districtId: district.id, command: 'claim', subject: 'district' },
    ])
  })

  it('keeps the code nowhere', async () => {
    const { desk, code, claim } = await withCode()
    const claimed = await claim(`认领管理员 ${code} 新示例区`)
    expect(JSON.stringify(claimed.args)).not.toContain(code)
    expect(JSON.stringify(await desk.db.claimCode.findMany())).not.toContain(code)
  })

  it('takes the code as people type it, once', async () => {
    const { desk, code, claim } = await withCode()
    const typed = code.toLowerCase()
    expect((await claim(`认领管理员　${typed}　新示例区`)).text).toMatch(/^您已是新示例区的管理员/)
    expect((await desk.as('stranger').privately(`认领管理员 ${code} 又一区`)).text).toContain('没有有效的认领码')
    expect(await desk.db.district.count({ where: { name: '又一区' } })).toBe(0)
  })

  it('allows five tries', async () => {
    const { desk, code, claim } = await withCode()
    for (const left of [4, 3, 2, 1]) {
      expect((await claim('认领管理员 AAAAAAAAAA 新示例区')).text).toBe(`认领码不对，还可以试 ${left} 次。`)
    }
    expect((await claim('认领管理员 AAAAAAAAAA 新示例区')).text).toContain('次数已用完')
    expect((await claim(`认领管理员 ${code} 新示例区`)).text).toContain('没有有效的认领码')
    expect(await desk.db.district.count()).toBe(1)
  })

  it('lapses after 30 minutes of wall time, and an older code when a new one is made', async () => {
    const { desk, code, claim } = await withCode()
    const second = await issueClaimCode(desk.db, desk.clock.wall())
    expect((await claim(`认领管理员 ${code} 新示例区`)).text).toContain('认领码不对')
    desk.clock.pass(30 * MINUTE)
    expect((await claim(`认领管理员 ${second} 新示例区`)).text).toContain('没有有效的认领码')
  })

  it('does not take over the demo district, but opens a district that has lost its administrators', async () => {
    const demo = await openDesk({ isDemo: true })
    const code = await issueClaimCode(demo.db, demo.clock.wall())
    expect((await demo.as(first).privately(`认领管理员 ${code} 示例区`)).text).toContain('现在是演示区')
    // The mistake was in the name: the code is still good.
    expect((await demo.as(first).privately(`认领管理员 ${code} 新示例区`)).text).toMatch(/^您已是新示例区的管理员/)

    const { desk, code: other, claim } = await withCode()
    await desk.db.membership.deleteMany({ where: { role: 'ADMIN' } })
    expect((await claim(`认领管理员 ${other} 示例区`)).text).toContain('示例区原来就有，资料都在。')
    expect((await desk.as(first).privately('人员 联络员')).text).toContain('庚联络')
  })

  it.each(['认领管理员', '认领管理员 ABCD', '认领管理员 ABCD23EFGH 示例 区', '认领管理员 ABCD23EFGH <区>'])(
    'says how to write it: %j',
    async (text) => {
      const { claim } = await withCode()
      expect((await claim(text)).text).toBe('请发：认领管理员 认领码 区名，例如：认领管理员 ABCD23EFGH 海南区')
    },
  )

  it('is not for a group', async () => {
    const { desk, code } = await withCode()
    expect((await desk.as(first).inGroup(`认领管理员 ${code} 新示例区`)).text).toContain('请私聊我发')
  })
})

describe('ADMIN_USERS', () => {
  it('are exactly those named at the last start, and may claim a district without a code', async () => {
    const desk = await openDesk()
    await syncEnvAdmins(desk.db, [
      { platform: 'console', id: 'root' },
      { platform: 'feishu', id: 'ou_root' },
    ])
    expect(await desk.db.platformIdentity.count({ where: { isEnvAdmin: true } })).toBe(2)
    expect((await desk.as({ id: 'root' }).privately('认领管理员 新示例区')).text).toMatch(/^您已是新示例区的管理员/)
    await syncEnvAdmins(desk.db, [{ platform: 'feishu', id: 'ou_root' }])
    expect(await desk.db.platformIdentity.findMany({ where: { isEnvAdmin: true } })).toMatchObject([
      { externalId: 'ou_root' },
    ])
    await syncEnvAdmins(desk.db, [])
    expect(await desk.db.platformIdentity.count({ where: { isEnvAdmin: true } })).toBe(0)
  })

  it('or an administrator on a roster make a claim code unnecessary', async () => {
    const desk = await openDesk()
    expect(await needsClaimCode(desk.db)).toBe(false)
    await desk.db.membership.deleteMany({ where: { role: 'ADMIN' } })
    expect(await needsClaimCode(desk.db)).toBe(true)
    await syncEnvAdmins(desk.db, [{ platform: 'console', id: 'root' }])
    expect(await needsClaimCode(desk.db)).toBe(false)
  })
})
