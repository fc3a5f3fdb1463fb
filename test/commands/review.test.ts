import { describe, expect, it } from 'vitest'
import { type CycleDesk, openCycleDesk } from '../services/cycle-desk.ts'

/** 示例甲 and 示例乙 reported 9月上旬. */
async function reported(): Promise<CycleDesk> {
  const desk = await openCycleDesk()
  await desk.to('2023-09-08 09:00')
  await desk.as('liaison').privately('1 本旬800万 管道连接完成\n2 本旬60万 设备安装90%')
  return desk
}

const office = async (desk: CycleDesk, text: string) => (await desk.as('office').privately(text)).text

async function numberOf(desk: CycleDesk, project: string): Promise<number> {
  const projectId = desk.district.projects.get(project) ?? 0
  return (await desk.db.report.findFirstOrThrow({ where: { projectId, period: '2023-09-1' } })).id
}

const reportOf = async (desk: CycleDesk, project: string) =>
  await desk.db.report.findUniqueOrThrow({ where: { id: await numberOf(desk, project) } })

describe('审核', () => {
  it('lists what waits, with numbers, and passes one or all', async () => {
    const desk = await reported()
    const [first, second] = [await numberOf(desk, '示例甲'), await numberOf(desk, '示例乙')]
    const list = await office(desk, '审核')
    expect(list).toContain(`待审 2 份旬报\n· ${first} 示例甲 9月上旬 800 万元，管道连接完成`)
    expect(list).toContain(`· ${second} 示例乙 9月上旬 60 万元，设备安装90%`)
    expect(await office(desk, `通过 ${first}`)).toBe('已通过：示例甲 9月上旬报')
    expect(await office(desk, '通过')).toContain('全部通过请发：通过 全部')
    expect(await office(desk, '通过 全部')).toBe('已通过：示例乙 9月上旬报')
    expect(await office(desk, '审')).toBe('没有待审的旬报')
    expect(await office(desk, '通过 999')).toContain('没有 999 号旬报。发“审核”看待审的')
    expect((await desk.as('liaison').privately(`通过 ${first}`)).text).toContain('只有项目办可以用“审核”')
  })

  it('lists the corrections of a locked 旬 that nobody has decided, so that none is forgotten', async () => {
    const desk = await openCycleDesk()
    await desk.as('liaison').privately('更正 示例甲 8月下旬 本旬 5100万 漏记一台设备')
    const { id } = await desk.db.correction.findFirstOrThrow()
    expect(await office(desk, '审核')).toBe(
      `没有待审的旬报，还有更正待审\n· 更正 ${id} 号 示例甲 8月下旬 5,200 万元 → 5,100 万元\n　原因：漏记一台设备。回“同意更正 ${id}”或“不同意更正 ${id} 原因”`,
    )
    await office(desk, `同意更正 ${id}`)
    expect(await office(desk, '审核')).toBe('没有待审的旬报')
  })

  it('a report filed again after it was passed waits again', async () => {
    const desk = await reported()
    await office(desk, '通过 全部')
    await desk.as('liaison').privately('1 本旬810万 管道吹扫')
    expect((await reportOf(desk, '示例甲')).state).toBe('SUBMITTED')
  })

  it('returns one with a reason: its liaison hears of it in private, and it does not count until it is mended', async () => {
    const desk = await reported()
    const number = await numberOf(desk, '示例甲')
    expect(await office(desk, `退回 ${number}`)).toContain(`退回 ${number} 号，请写原因`)
    const back = await desk.as('office').privately(`退回 ${number} 投资依据不足`)
    expect(back.command).toBe('review')
    expect(back.args).toEqual({ decision: 'return', numbers: [number], reason: '投资依据不足' })
    expect(back.text).toContain('已退回：示例甲 9月上旬报（投资依据不足）')
    await desk.catchUp()
    expect(desk.received('liaison').at(-1)).toContain(
      '示例甲 9月上旬报被退回：投资依据不足\n请在 9月14日 09:00 前改好重报',
    )
    expect(await desk.db.ledgerEntry.count({ where: { period: '2023-09-1' } })).toBe(1)
    expect(await office(desk, '审核')).toContain(`退回待改：${number} 示例甲`)
    expect(await office(desk, '未报')).toContain('退回待改：示例甲')
    const mended = await desk.as('liaison').privately('1 本旬780万 管道连接完成')
    expect(mended.text).toContain('完成 780 万元')
    expect(await reportOf(desk, '示例甲')).toMatchObject({ state: 'SUBMITTED', everReturned: true, onTime: true })
  })

  it('a returned report stays open one more working day after the lock, and no longer', async () => {
    const desk = await reported()
    await office(desk, `退回 ${await numberOf(desk, '示例甲')} 投资依据不足`)
    await office(desk, `退回 ${await numberOf(desk, '示例乙')} 投资依据不足`)
    await desk.to('2023-09-13 14:30')
    const post = desk.received('group-dispatch')[0]
    expect(post).toContain('项目 3 个，已报 0 个')
    expect(post).toContain('退回待改 2 个项目')
    expect(post).toContain('未报：1 个单位 1 个项目（能源局 1）')
    const mended = await desk.as('liaison').privately('旬报 9月上旬 示例甲 本旬780万 管道连接完成')
    expect(mended.text).toContain('退回的旬报已改好，项目办已收到')
    expect(await reportOf(desk, '示例甲')).toMatchObject({ state: 'LOCKED', everReturned: true })
    await desk.catchUp()
    expect(desk.received('office').at(-1)).toContain('退回的9月上旬报已改好：示例甲')
    await desk.to('2023-09-14 09:00')
    expect((await desk.as('liaison').privately('旬报 9月上旬 示例乙 本旬50万 设备安装90%')).text).toContain(
      '9月上旬已锁定，不能直接改',
    )
  })

  it('a returned report that is open after the lock is what a report without a 旬 mends: by number, by name', async () => {
    const answers: string[] = []
    for (const text of [
      '1 本旬90万 一号炉完成80%',
      '示例甲 本旬90万 一号炉完成80%',
      '旬报 示例甲 本旬90万 一号炉完成80%',
      '本旬90万 一号炉完成80%',
    ]) {
      const desk = await reported()
      await office(desk, `退回 ${await numberOf(desk, '示例甲')} 投资依据不足`)
      await desk.to('2023-09-13 14:30')
      const { args, text: answer } = await desk.as('liaison').privately(text)
      answers.push(answer)
      if (text.startsWith('本旬')) continue
      expect(args).toMatchObject({ project: '示例甲', period: '2023-09-1' })
      if (text.startsWith('示例甲')) {
        const other = await desk.as('liaison').privately('示例乙 本旬90万 一号炉完成80%')
        expect(other.text).toContain('现在没有等着填报的旬，要报哪一旬请写上')
      }
    }
    for (const answer of answers.slice(0, 3)) expect(answer).toContain('退回的旬报已改好，项目办已收到')
    expect(answers[3]).toContain('请选是哪个项目')
  })

  it('what nobody looked at counts as passed at the lock; then it is too late to return it', async () => {
    const desk = await reported()
    await desk.to('2023-09-13 09:00')
    expect((await reportOf(desk, '示例甲')).state).toBe('LOCKED')
    expect(await office(desk, `退回旬报 ${await numberOf(desk, '示例甲')} 投资依据不足`)).toContain(
      '示例甲 9月上旬已锁定，不能再审',
    )
  })

  it('a returned report that is passed after all counts again', async () => {
    const desk = await reported()
    const number = await numberOf(desk, '示例甲')
    await office(desk, `退回 ${number} 投资依据不足`)
    await office(desk, `通过 ${number}`)
    expect(await desk.db.ledgerEntry.count({ where: { period: '2023-09-1' } })).toBe(2)
  })

  it('a number that is a report and a notice at once: asks which', async () => {
    const desk = await reported()
    const number = await numberOf(desk, '示例甲')
    await desk.db.notice.create({
      data: {
        id: number,
        districtId: desk.district.id,
        kind: 'DISPATCH',
        period: '2023-08-3',
        mode: 'approve',
        card: { title: '8月下旬', tone: 'neutral', blocks: [], actions: [] },
        dueAt: new Date(),
      },
    })
    const asked = await desk.as('office').privately(`退回 ${number} 投资依据不足`)
    expect(asked.cards[0]?.actions).toMatchObject([
      { label: '旬报', action: `退回旬报 ${number} 投资依据不足` },
      { label: '通报', action: `退回通报 ${number} 投资依据不足` },
    ])
    expect((await desk.as('office').click(`退回通报 ${number} 投资依据不足`)).command).toBe('reject')
    expect(await desk.db.notice.findFirstOrThrow()).toMatchObject({ state: 'RETURNED', reason: '投资依据不足' })
  })
})

describe('退回 of a number that a problem has too', () => {
  /** Raised by 项目办 itself, so that 项目办 confirms it. */
  async function withProblem(number: number, desk: CycleDesk) {
    const projectId = desk.district.projects.get('示例甲') ?? 0
    const leadUnitId = desk.district.units.get('示例镇') ?? 0
    await desk.db.problem.create({
      data: {
        ...{ id: number, districtId: desk.district.id, projectId, leadUnitId, state: 'CONFIRMING' },
        ...{ category: '用电', statement: '变压器容量不足', raisedAt: new Date('2023-09-01T00:00:00Z') },
      },
    })
  }

  it('asks which is meant while the report can be reviewed', async () => {
    const desk = await reported()
    const number = await numberOf(desk, '示例甲')
    await withProblem(number, desk)
    const asked = await desk.as('office').privately(`退回 ${number} 没看到单子`)
    expect(asked.text).toContain(`${number} 号有一份旬报，也有一个待确认的问题，您要退回哪一个？`)
    expect(asked.cards[0]?.actions).toMatchObject([
      { label: '旬报', action: `退回旬报 ${number} 没看到单子` },
      { label: '问题', action: `退回问题 ${number} 没看到单子` },
    ])
    await desk.as('office').click(`退回问题 ${number} 没看到单子`)
    expect(await desk.db.problem.findFirst()).toMatchObject({ state: 'RETURNED' })
  })

  it('is about the problem when there is no such report to review', async () => {
    const desk = await reported()
    await withProblem(731, desk)
    expect(await office(desk, '退回 731 没看到单子')).toContain('已退回 731 号问题')
    expect(await desk.db.problem.findFirst()).toMatchObject({ state: 'RETURNED' })
  })
})

describe('锁定 by hand', () => {
  it('asks first, then locks and previews as at the calendar’s lock; the job then has nothing left to do', async () => {
    const desk = await reported()
    expect(await office(desk, '锁定')).toContain(
      '锁定2023年9月上旬后不能直接改数，现在还有 1 个项目没有报，填报截止是 9月12日 17:00',
    )
    expect((await desk.as('office').privately('确认')).texts.join('\n')).toContain('9月上旬已锁定')
    await desk.catchUp()
    expect(desk.received('office').join('\n')).toContain('待发，9月13日 14:30 自动发到调度群')
    expect(await office(desk, '锁定 9月上旬')).toBe('9月上旬已经锁定')
    expect((await desk.as('liaison').privately('旬报 9月上旬 示例甲 本旬1万 管道')).text).toContain('9月上旬已锁定')
    await desk.to('2023-09-13 16:00')
    expect(desk.received('group-dispatch')).toHaveLength(1)
    expect(desk.received('office').filter((text) => text.includes('待发'))).toHaveLength(1)
  })

  it('is refused for a 旬 to come, and when none is open', async () => {
    const desk = await openCycleDesk()
    expect(await office(desk, '锁定')).toContain('现在没有开着的旬，要锁定哪一旬请写上')
    expect(await office(desk, '锁定 9月下旬')).toContain('2023年9月下旬还没有到，不能锁定')
  })
})
