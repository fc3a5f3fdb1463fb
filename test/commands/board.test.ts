/** 挂图: the plate map as a picture with the same in words, and the link to the wall map. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopDrawing } from '../../src/documents/pictures/draw.ts'
import { makeLog } from '../../src/log.ts'
import { readBoardLink } from '../../src/services/board/link.ts'
import { boardView } from '../../src/services/board/view.ts'
import { readFile } from '../../src/services/files.ts'
import { keepPublicAddress } from '../../src/services/public-address.ts'
import { boardWatch } from '../../src/web/board/watch.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(async () => {
  await desk.close()
  await stopDrawing()
})

/** Plates of August, published or still on trial. */
async function plates(state: 'PUBLISHED' | 'TRIAL'): Promise<void> {
  const { db, district } = desk
  const base = { districtId: district.id, month: '2023-08', state, reasons: [] }
  const idOf = (name: string) => district.projects.get(name) ?? 0
  await db.plate.deleteMany()
  await db.plate.createMany({
    data: [
      { ...base, projectId: idOf('示例甲'), colour: 'GREEN' },
      { ...base, projectId: idOf('示例乙'), colour: 'YELLOW' },
      { ...base, projectId: idOf('示例丙'), colour: 'RED' },
    ],
  })
  const notice = {
    mode: 'auto',
    card: {},
    dueAt: desk.clock.now(),
    state: state === 'TRIAL' ? 'PREVIEW' : 'PUBLISHED',
  } as const
  await db.notice.upsert({
    where: { districtId_kind_period: { districtId: district.id, kind: 'EVALUATION', period: '2023-08' } },
    create: { districtId: district.id, kind: 'EVALUATION', period: '2023-08', ...notice },
    update: notice,
  })
}

describe('挂图', () => {
  it('shows nothing of plates that are on trial, neither in the chat nor on the wall', async () => {
    await plates('TRIAL')
    const { text, cards } = await desk.as('unit').privately('挂图')
    expect(text).toContain('示例区还没有发布过亮牌')
    expect(text).not.toContain('黄牌')
    expect(cards[0]?.files).toBeUndefined()
    const district = { id: desk.district.id, name: '示例区', isDemo: false }
    expect((await boardView(desk.db, district, desk.clock.now())).plates).toBeNull()
  })

  it('answers with counts, with what is not 绿 by name, and with a picture that is drawn when it is sent', async () => {
    await plates('PUBLISHED')
    const { text, cards } = await desk.as('unit').inGroup('挂图')
    expect(text).toContain('示例区挂图（2023年8月）：🔴红牌 1，🟡黄牌 1，🟢绿牌 1')
    expect(text).toContain('🔴红牌：示例丙')
    expect(text).toContain('调度口径，非统计数据')
    const [file] = cards[0]?.files ?? []
    expect(file?.name).toBe('示例区挂图贴牌2023年8月.png')
    const picture = await readFile(desk.db, file?.id ?? 0)
    expect(picture?.mime).toBe('image/png')
    expect(
      Buffer.from(picture?.content ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  it('keeps and draws the same picture once', async () => {
    const one = await desk.as('unit').privately('挂图')
    const other = await desk.as('leader').privately('挂图 8月')
    expect(one.cards[0]?.files).toEqual(other.cards[0]?.files)
    expect(await desk.db.storedFile.count()).toBe(1)
  })

  it('without PUBLIC_URL says so, instead of a link that leads nowhere', async () => {
    const { text, cards } = await desk.as('unit').privately('挂图')
    expect(text).toContain('没有设置 PUBLIC_URL')
    expect(cards[0]?.actions).toEqual([])
  })

  it('with PUBLIC_URL gives a link for a week; 项目办 gets one for the screen, others are told who does', async () => {
    await keepPublicAddress(desk.db, 'https://dispatch.example.gov.cn/')
    const daysOf = async (actor: 'unit' | 'office', line: string) => {
      const { cards } = await desk.as(actor).privately(line)
      const action = cards[0]?.actions[0]
      if (action?.kind !== 'link') throw new Error('no link')
      expect(action.url).toMatch(/^https:\/\/dispatch\.example\.gov\.cn\/board\?d=/)
      const query = Object.fromEntries(new URL(action.url).searchParams)
      const verdict = await readBoardLink(desk.db, query, desk.clock.wall())
      if (!verdict.ok) throw new Error(verdict.why)
      return Math.round((verdict.link.until.getTime() - desk.clock.wall().getTime()) / 86_400_000)
    }
    expect(await daysOf('unit', '挂图')).toBe(7)
    expect(await daysOf('office', '挂图 大屏')).toBe(90)
    expect((await desk.as('unit').privately('挂图 大屏')).text).toContain('由项目办来取')
  })

  it('is for people of the district, not for observers', async () => {
    const { text } = await desk.as('observer').inGroup('挂图')
    expect(text).not.toContain('黄牌')
  })
})

describe('what the wall counts and hears', () => {
  it('has as many reported as 未报 has not: only of the projects on the list of that 旬', async () => {
    const { db, district, clock } = desk
    const standing = { id: district.id, name: '示例区', isDemo: false }
    const asked = { askedAt: clock.now(), lockedAt: null }
    await db.period.upsert({
      where: { districtId_code: { districtId: district.id, code: '2023-09-1' } },
      create: { districtId: district.id, code: '2023-09-1', ...asked },
      update: asked,
    })
    const before = (await boardView(db, standing, clock.now())).reporting
    expect(before).toMatchObject([{ period: '9月上旬', reported: 0 }])
    const { id: projectId } = await db.project.create({
      data: {
        ...{ districtId: district.id, number: 999, name: '名单外项目', shortName: '名单外' },
        ...{ nature: 'NEW', stage: 'WITHDRAWN' },
      },
    })
    await db.report.create({
      data: {
        ...{ districtId: district.id, projectId, period: '2023-09-1', amount: 1 },
        ...{ onTime: true, submittedAt: clock.now() },
      },
    })
    expect((await boardView(db, standing, clock.now())).reporting).toEqual(before)
  })

  it('is another state when a change with a lower number is committed after one with a higher', async () => {
    const { db, district, clock } = desk
    const watch = boardWatch({ db, clock, log: makeLog('silent') })
    const row = { districtId: district.id, at: clock.now(), command: 'report', subject: 'report', subjectId: '1' }
    await db.auditEntry.create({ data: { ...row, id: 100_002, requestId: 'later' } })
    const mark = await watch.mark(district.id)
    expect(await watch.mark(district.id)).toBe(mark)
    await db.auditEntry.create({ data: { ...row, id: 100_001, requestId: 'earlier' } })
    expect(await watch.mark(district.id)).not.toBe(mark)
  })
})
