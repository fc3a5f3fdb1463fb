import { expect, it } from 'vitest'
import { makeClockwork } from '../../src/clockwork/clockwork.ts'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import { makeLog } from '../../src/log.ts'
import { reproduce } from '../../src/services/evaluation/stored.ts'
import { forEachDatabase } from '../database/harness.ts'
import { openEvaluationDesk, PUBLICATION, projectOf } from './evaluation-desk.ts'

forEachDatabase('a month of the assessment', (open) => {
  it('published in September is reproduced from its snapshot after a correction in October, which 日志 shows', async () => {
    const desk = await openEvaluationDesk({ database: await open() })
    await desk.to(PUBLICATION)
    const where = { projectId_month: { projectId: projectOf(desk, '示例乙'), month: '2023-09' } }
    const published = await desk.db.evaluation.findUniqueOrThrow({ where })
    await desk.to('2023-10-16 10:00')
    await desk.as('liaison').privately('更正 示例乙 9月下旬 本旬 150万 单价算错')
    await desk.as('office').privately('同意更正 1')
    await desk.db.ruleSetting.create({
      data: { districtId: desk.district.id, key: 'weights.progress', value: 40, fromMonth: '2023-09' },
    })
    const row = await desk.db.evaluation.findUniqueOrThrow({ where })
    expect(row).toEqual(published)
    const again = reproduce(row)
    expect(again?.score).toBe('57.43')
    expect(again).toEqual(row.items)
    const detail = await desk.as('liaison').privately('明细 示例乙 9月')
    expect(detail.text).toContain('示例乙 2023年9月 得分 57.43')
    expect(detail.text).toContain('3,300 万元')
    expect(detail.text).toContain('用留存的数据和规则重算，结果一致')
    const log = await desk.as('office').privately('日志 示例乙')
    expect(log.text).toContain('更正 示例乙')
    expect(log.text).toContain('本旬 200.00 万元→150.00 万元')
  })

  it('is tried once and published once by two copies of the bot, and told once to each', async () => {
    const desk = await openEvaluationDesk({ database: await open() })
    const { db, clock } = desk
    const copies = [1, 2].map(() => makeClockwork({ db, clock, jobs, log: makeLog('silent') }))
    for (const moment of ['2023-10-09T09:00', '2023-10-12T14:30']) {
      clock.moveTo(new Date(`${moment}:00+08:00`))
      // A copy may come to the trial while the other still locks: it fails there and tries again.
      for (let i = 0; i < 3; i++) {
        await Promise.all(copies.map((copy) => copy.runDue()))
        clock.pass(16_000)
      }
    }
    const keys = (await db.outboxMessage.findMany()).map(({ key }) => key)
    expect(keys.filter((key) => key.endsWith(`:trial:${desk.district.people.get('unit')}`))).toHaveLength(1)
    expect(keys.filter((key) => key.endsWith(':group'))).toHaveLength(2)
    expect(await db.notice.count({ where: { kind: 'EVALUATION', state: 'PUBLISHED' } })).toBe(1)
    expect(await db.evaluation.count({ where: { month: '2023-09', state: 'PUBLISHED' } })).toBe(3)
    expect(await db.supervisionOrder.count()).toBe(2)
  })

  it('with an 异议 at the moment of publication: either it is told that it is too late, or nothing goes out', async () => {
    const desk = await openEvaluationDesk({ database: await open() })
    const { db, clock } = desk
    await desk.to('2023-10-11 16:59')
    const clockwork = makeClockwork({ db, clock, jobs, log: makeLog('silent') })
    await desk.as('office').privately('发布 2')
    const [objection] = await Promise.all([
      desk.as('unit').privately('异议 示例乙 主体已封顶'),
      desk.as('office').privately('确认'),
      clockwork.runDue(),
    ])
    const { state } = await db.notice.findFirstOrThrow({ where: { kind: 'EVALUATION' } })
    const waiting = await db.objection.count()
    expect(`${state} ${waiting}`).toMatch(/^(?:PUBLISHED 0|PREVIEW 1)$/)
    expect(objection.text).toMatch(waiting === 0 ? /刚刚发布|现在没有可以提异议的考评/ : /已收到/)
  })
})
