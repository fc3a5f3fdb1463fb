import { describe, expect, it } from 'vitest'
import { type CycleDesk, openCycleDesk } from '../services/cycle-desk.ts'

/** 9月上旬 was asked for, and 示例甲 reported 800万. */
async function reported(): Promise<CycleDesk> {
  const desk = await openCycleDesk()
  await desk.to('2023-09-08 09:00')
  await desk.as('liaison').privately('1 本旬800万 管道连接完成')
  return desk
}

const say = async (desk: CycleDesk, text: string, actor: 'liaison' | 'office' | 'leader' = 'liaison') =>
  (await desk.as(actor).privately(text)).text

async function amounts(desk: CycleDesk): Promise<string[]> {
  const rows = await desk.db.ledgerEntry.findMany({
    where: { projectId: desk.district.projects.get('示例甲') ?? 0, period: { gte: '2023-08-3' } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ period, kind, amount }) => `${period} ${kind} ${amount.toFixed(2)}`)
}

describe('更正 before the lock', () => {
  it('takes effect at once, with a reason, and keeps the old figure', async () => {
    const desk = await reported()
    const done = await desk.as('liaison').privately('更正 示例甲 本旬 750万 单价算错')
    expect(done.args).toEqual({
      project: '示例甲',
      period: '2023-09-1',
      periodAmount: '750.00',
      yearToDate: null,
      reason: '单价算错',
    })
    expect(done.text).toBe(
      '已更正：示例甲 9月上旬 800 万元 → 750 万元\n年度累计 6,000 万元 → 5,950 万元\n原因：单价算错。原来的数已留底',
    )
    expect(await amounts(desk)).toEqual(['2023-08-3 REPORT 5200.00', '2023-09-1 REPORT 750.00'])
    expect(await desk.db.correction.findMany()).toMatchObject([{ state: 'APPROVED', reason: '单价算错' }])
    expect(await desk.db.reportRevision.count()).toBe(1)
  })

  it('by 累计, by the number of the reminder, and asks for what is missing', async () => {
    const desk = await reported()
    expect(await say(desk, '改 1 累计5900万 单价算错')).toContain('800 万元 → 700 万元')
    expect(await say(desk, '更正 示例甲 本旬700万')).toContain('请写上原因，例如：更正 示例甲 本旬700万 单价算错')
    expect(await say(desk, '更正 示例甲 本旬700万 单价算错')).toContain('与现在的数一样（本旬 700 万元），不用更正')
    expect(await say(desk, '更正')).toContain('请写明项目、改成多少和原因')
    expect(await say(desk, '更正 示例乙 9月上旬 本旬700万 单价算错')).toContain(
      '示例乙 9月上旬还没有报，请直接发：旬报 示例乙',
    )
    expect(await say(desk, '更正 示例丙 本旬700万 单价算错')).toContain('不是示例丙的联络员')
    expect(await say(desk, '更正 示例甲 本旬700万 单价算错', 'leader')).toContain('只有本项目联络员和项目办可以报数')
  })

  it('that would refuse a report is refused here too, and a doubtful one asks', async () => {
    const desk = await reported()
    expect(await say(desk, '更正 示例甲 本旬999999亿 单价算错')).toContain('请核对单位是亿元、万元还是元后重报')
    expect(await say(desk, '更正 示例甲 本旬2500万 单价算错')).toContain('超过年度计划 1.00 亿元的 20%，请核对')
    await desk.as('liaison').privately('确认')
    expect(await amounts(desk)).toContain('2023-09-1 REPORT 2500.00')
  })

  it('that goes below what was locked is a 核减, which 项目办 decides', async () => {
    const desk = await reported()
    expect(await say(desk, '1 累计5000万 返工')).toContain('确需核减请发：更正 示例甲 累计5000万 原因')
    expect(await say(desk, '更正 示例甲 累计5000万 返工')).toContain(
      '已提交项目办审核：示例甲 9月上旬 800 万元 → -200 万元',
    )
    await desk.as('office').click('同意更正 1')
    expect(await amounts(desk)).toEqual([
      '2023-08-3 REPORT 5200.00',
      '2023-09-1 REPORT 800.00',
      '2023-09-1 CORRECTION -1000.00',
    ])
    expect(await say(desk, '1 本旬100万 重做')).toContain('年度累计 4,300 万元')
  })
})

describe('更正 after the lock', () => {
  it('waits for 项目办; then later sums follow, what was published stays', async () => {
    const desk = await reported()
    await desk.to('2023-09-13 14:30')
    const published = desk.received('group-dispatch')[0]
    const overview = await say(desk, '总览', 'office')
    expect(overview).toContain('截至2023年9月上旬，已锁定')
    expect(published).toContain('本旬完成 800 万元')
    expect(await say(desk, '更正 示例甲 本旬 700万 重复计量')).toBe(
      '更正 1 号已提交项目办审核：示例甲 9月上旬 800 万元 → 700 万元\n年度累计 6,000 万元 → 5,900 万元\n以后各期累计随之调整，已发布的通报不改',
    )
    await desk.catchUp()
    const asked = desk.received('office').at(-1)
    expect(asked).toContain('核减申请 1 号：示例甲 9月上旬 800 万元 → 700 万元')
    expect(asked).toContain('原因：重复计量\n申请人：庚联络')
    expect(await amounts(desk)).toHaveLength(2)

    expect(await say(desk, '同意更正 1')).toContain('只有项目办可以用“同意更正”')
    await desk.as('office').privately('同意更正 1')
    expect(await say(desk, '同意更正 1', 'office')).toContain('1 号更正已经处理过：已同意')
    await desk.catchUp()
    expect(desk.received('liaison').at(-1)).toContain('项目办同意了更正 1 号：示例甲 9月上旬 800 万元 → 700 万元')
    expect(await amounts(desk)).toContain('2023-09-1 CORRECTION -100.00')
    const report = await desk.db.report.findFirstOrThrow({ where: { period: '2023-09-1' } })
    expect(report).toMatchObject({ state: 'LOCKED' })
    expect(report.amount.toFixed(2)).toBe('800.00')
    expect((await desk.as('unit').privately('旬调度')).text).toBe(published)

    const later = await say(desk, '总览', 'office')
    expect(later).toContain('锁定后同意更正 1 笔，计入以后的旬')
    expect(later.replace('锁定后同意更正 1 笔，计入以后的旬\n', '')).toBe(overview)
    expect(await say(desk, '项目 示例甲', 'office')).toContain('6,000 万元')

    await desk.to('2023-09-20 09:00')
    expect(desk.received('liaison').at(-1)).toContain('1 示例甲　上期累计 5,900 万元')
  })

  it('refused changes nothing, tells why, and needs a reason', async () => {
    const desk = await reported()
    await desk.to('2023-09-13 09:00')
    await desk.as('liaison').privately('更正 示例甲 本旬 700万 重复计量')
    expect((await desk.as('office').click('不同意更正 1')).text).toContain('不同意更正 1 号，请写原因')
    await desk.as('office').click('不同意更正 1', { form: { reason: '依据不足' } })
    await desk.catchUp()
    expect(desk.received('liaison').at(-1)).toContain('项目办没有同意更正 1 号：依据不足')
    expect(await amounts(desk)).toHaveLength(2)
    expect(await say(desk, '同意更正 9', 'office')).toBe('没有 9 号更正申请')
  })

  it('asked for twice: the newer one counts', async () => {
    const desk = await reported()
    await desk.to('2023-09-13 09:00')
    await desk.as('liaison').privately('更正 示例甲 本旬 700万 重复计量')
    await desk.as('liaison').privately('更正 示例甲 本旬 720万 重复计量')
    expect(await say(desk, '同意更正 1', 'office')).toContain('1 号更正已经处理过：被新的更正代替')
    await desk.as('office').privately('同意更正 2')
    expect(await amounts(desk)).toContain('2023-09-1 CORRECTION -80.00')
  })

  it('whose figure moved meanwhile has to be asked for anew', async () => {
    const desk = await reported()
    await desk.as('liaison').privately('更正 示例甲 累计5000万 返工')
    await desk.as('liaison').privately('1 本旬900万 管道连接完成')
    expect(await say(desk, '同意更正 1', 'office')).toContain(
      '在申请之后又变了（申请时 800 万元），请让申请人重新发更正',
    )
  })
})

describe('an amount in the wrong unit', () => {
  it('is refused where it would break the total investment, locked or not, and reaches nobody', async () => {
    const desk = await reported()
    for (const line of ['更正 示例甲 8月下旬 本旬 5200亿 单价算错', '更正 示例甲 9月上旬 本旬 800亿 单价算错']) {
      expect(await say(desk, line)).toContain('总投资')
      expect(await say(desk, '确认')).not.toContain('项目办审核')
    }
    expect(await desk.db.correction.count()).toBe(0)
    expect(await amounts(desk)).toEqual(['2023-08-3 REPORT 5200.00', '2023-09-1 REPORT 800.00'])
  })

  it('is refused again at the decision, should it ever wait there', async () => {
    const desk = await reported()
    await say(desk, '更正 示例甲 8月下旬 本旬 5300万 单价算错')
    await say(desk, '确认')
    await desk.db.correction.updateMany({ where: { state: 'PENDING' }, data: { after: '52000000.00' } })
    const { id } = await desk.db.correction.findFirstOrThrow()
    expect(await say(desk, `同意更正 ${id}`, 'office')).toContain(`不能同意，请发：不同意更正 ${id} 原因`)
    expect(await amounts(desk)).toEqual(['2023-08-3 REPORT 5200.00', '2023-09-1 REPORT 800.00'])
  })
})

describe('项目历史', () => {
  it('shows what the ledger says, also when a new report came after a correction', async () => {
    const desk = await reported()
    await say(desk, '更正 示例甲 本旬 750万 单价算错')
    await say(desk, '旬报 示例甲 本旬760万 设备进场')
    const { text } = await desk.as('liaison').privately('项目历史 示例甲')
    expect(text).toContain('760 万元')
    expect(text).not.toContain('750 万元')
  })
})
