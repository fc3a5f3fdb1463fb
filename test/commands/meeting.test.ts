import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../seeds/index.ts'
import { phoneLines } from '../../src/chat/phone-lines.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import type { Db } from '../../src/database/client.ts'
import type { Database } from '../../src/database/connection.ts'
import { openServer } from '../../src/database/server.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { tenDay } from '../../src/domain/period.ts'
import { makeLog } from '../../src/log.ts'
import { meetingCard } from '../../src/services/meeting-list.ts'
import { meetingUnits } from '../../src/services/meeting-list-facts.ts'
import { newServerDatabase } from '../database/harness.ts'
import { type CycleDesk, openCycleDesk } from '../services/cycle-desk.ts'

const idOf = (desk: CycleDesk, project: string) => desk.district.projects.get(project) ?? 0

/** 9月上旬 is locked; nobody reported. */
async function afterLock(): Promise<CycleDesk> {
  const desk = await openCycleDesk()
  await desk.to('2023-09-13 10:00')
  return desk
}

describe('旬调度 会议', () => {
  it('says who is to come, for which project and which problem, by responsible unit', async () => {
    const desk = await afterLock()
    const base = { districtId: desk.district.id, raisedAt: new Date('2023-09-01T10:00:00+08:00') }
    await desk.db.problem.createMany({
      data: [
        {
          ...{ ...base, projectId: idOf(desk, '示例乙'), statement: '征地拆迁剩 3 户', dueOn: new Date('2023-09-07') },
          leadUnitId: desk.district.units.get('能源局') ?? 0,
        },
        { ...base, projectId: idOf(desk, '示例丙'), statement: '并网手续待批', level: 2 },
        { ...base, projectId: idOf(desk, '示例丙'), statement: '不急的小事', dueOn: new Date('2023-10-30') },
        { ...base, projectId: idOf(desk, '示例丙'), statement: '等确认', level: 3, state: 'CONFIRMING' },
        { ...base, projectId: idOf(desk, '示例丙'), statement: '挂起的', level: 3, state: 'SUSPENDED' },
      ],
    })
    expect((await desk.as('office').privately('旬调度 会议')).text).toBe(
      [
        '9月上旬调度会名单：请 2 个单位，议 3 个项目、2 个问题',
        '1 示例镇（己单位）',
        '· 示例乙',
        '　问题 1 号 征地拆迁剩 3 户（1 级，超期 6 天，牵头 能源局）',
        '· 示例甲：欠 15.67 个百分点',
        '2 能源局',
        '· 示例丙',
        '　问题 2 号 并网手续待批（2 级）',
        '另请牵头单位：能源局（示例乙）',
        '截至 9月10日，调度口径；按轻重缓急排，不是名次',
      ].join('\n'),
    )
  })

  it('calls projects that for a third 旬 in a row were not reported or did nothing, unless that was decided', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-20 10:00')
    await desk.as('liaison').privately('旬报 9月中旬 示例乙 没变')
    await desk.as('liaison').privately('确认')
    await desk.db.stoppage.create({
      data: { projectId: idOf(desk, '示例丙'), since: new Date('2023-09-01'), reason: '检修' },
    })
    await desk.to('2023-10-12 10:00')
    const { text } = await desk.as('office').privately('旬调度 名单')
    expect(text).toContain('· 示例甲：欠 23.00 个百分点，连续 3 旬未报')
    expect(text).toContain('· 示例乙：欠 13.00 个百分点，连续 3 旬未报或为零')
    expect(text).not.toContain('示例丙')
    expect((await desk.as('office').privately('旬调度 会议 9月中旬')).text).not.toContain('连续 3 旬')
  })

  it('is for 项目办 only, comes in private, and says when there is none yet or nothing to meet about', async () => {
    const desk = await afterLock()
    expect((await desk.as('unit').privately('旬调度 会议')).text).toContain('只有项目办可以看调度会名单')
    expect((await desk.as('office').inGroup('旬调度 会议')).told).toMatchObject([{ to: 'office' }])
    expect((await desk.as('office').privately('旬调度 会议 9月中旬')).text).toContain('9月中旬还没有锁定')
    await desk.db.exemption.create({
      data: {
        ...{ projectId: idOf(desk, '示例甲'), reason: '等批复', decidedBy: desk.district.people.get('office') ?? 0 },
        ...{ since: new Date('2023-09-01'), until: new Date('2023-12-01') },
      },
    })
    expect((await desk.as('office').privately('旬调度 会议')).text).toContain('9月上旬没有需要上会的项目和问题')
  })
})

describe('the list of the demo district', () => {
  let database: Database
  let db: Db
  beforeAll(async () => {
    database = await openServer(await newServerDatabase(), makeLog('silent'))
    db = database.db
    await seedDemo(db)
  })
  afterAll(() => database.close())

  it('fits a phone, has the rest behind a button, and names none of the four real companies', async () => {
    const district = await db.district.findFirstOrThrow({ where: { activatedAt: { not: null } } })
    const period = tenDay('2023-08-3')
    const units = await db.$transaction((tx) =>
      meetingUnits(tx, { district, period, today: day('2023-09-13'), laggingPoints: 10 }),
    )
    const first = meetingCard(period, units, false)
    expect(phoneLines(cardText(first))).toBeLessThanOrEqual(18)
    expect(first.actions).toMatchObject([{ label: '全部名单', action: '旬调度 2023年8月下旬 会议 全部' }])
    const whole = cardText(meetingCard(period, units, true))
    for (const name of ['示例甲', '示例乙', '石谷景区', '玻纤制品']) expect(whole).toContain(name)
    expect(whole).toContain('另请牵头单位：')
    expect(whole).not.toMatch(/绿邦|捣固焦|华恒|格鑫/)
    expect(whole.indexOf('示例乙')).toBeLessThan(whole.indexOf('玻纤制品'))
  })
})
