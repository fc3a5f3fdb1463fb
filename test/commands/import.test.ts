import { beforeEach, describe, expect, it } from 'vitest'
import { cardSchema } from '../../src/chat/card.ts'
import { transact } from '../../src/database/transaction.ts'
import { makeLog } from '../../src/log.ts'
import { keepFile } from '../../src/services/files.ts'
import { startImporter } from '../../src/services/imports/background.ts'
import { type Desk, openDesk } from '../chat/kit.ts'
import { type MadeSheet, makeBook } from '../documents/book-maker.ts'
import { sendBook } from '../documents/sent-book.ts'
import { projectOf, storedOf } from './import-state.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
})

const office = () => desk.as('office')

const send = (...sheets: MadeSheet[]): Promise<number> => sendBook(desk, sheets)

const LEDGER: MadeSheet = {
  title: '台账',
  rows: [
    ['示例区2023年重点项目台账（截至8月下旬）'],
    [
      '序号',
      '项目名称',
      '责任单位',
      '建设性质',
      '总投资（亿元）',
      '年度计划（亿元）',
      '年度累计（亿元）',
      '包联领导',
      '实际开工时间',
    ],
    [1, '示例甲精细化工一期项目', '示例镇', '续建', 9.5, 1, 0.52, '戊领导', '2021年3月'],
    [2, '示例乙新材料生产线项目', '示例镇', '新建', 2, 0.5, 0.31, '', ''],
    [5, '示例戊物流园项目', '能源局', '新建', 1.2, 0.3, 0.1, '某某某', '2023.5.6'],
    [6, '示例己水厂项目', '水利局', '新建', 1, 0.2, '', '', ''],
    ['合计', '', '', '', 13.7, 2, 0.93],
  ],
}

/** Words that no packer can make small. */
const plenty = (seed: number): string =>
  Array.from({ length: 1_500 }, (_, i) =>
    String.fromCharCode(0x4e00 + ((seed * 7_919 + i * i * 104_729) % 8_000)),
  ).join('')

const stored = () => storedOf(desk)
const projectNamed = (shortName: string) => projectOf(desk, shortName)

describe('importing a ledger in the chat', () => {
  it('shows what it would do by kind and cell, and writes nothing before 确认导入', async () => {
    const before = await stored()
    const { text } = await office().privately(`导入 ${await send(LEDGER)}`)
    expect(text).toContain('1 号导入：新增 1，变更 1，不变 1，拒绝 1')
    expect(text).toContain('台账 E3：总投资 9.00 亿元 → 9.50 亿元')
    // The district has plans of the year: what comes later counts from its month (rules.md §3).
    expect(text).toContain('2023年度计划 3,000 万元，9月纳入')
    expect(text).toContain('台账 C6：没有“水利局”这个单位')
    expect(text).toContain('责任单位的人员里没有 某某某')
    expect(text).toContain('〔确认导入 1〕')
    expect(await stored()).toEqual(before)
  })

  it('writes what it showed, exactly, and tells the counts', async () => {
    await office().privately(`导入 ${await send(LEDGER)}`)
    const done = await office().click('确认导入 1')
    expect(done.text).toContain('已导入（1 号）：新增 1，变更 1，不变 1；拒绝的 1 条没有写入')
    const made = await projectNamed('示例戊物流园')
    expect(made.totalInvestment?.toFixed(2)).toBe('12000.00')
    expect(made.plans.map(({ year, amount }) => [year, amount.toFixed(2)])).toEqual([[2023, '3000.00']])
    expect(made.ledger.map(({ period, kind, amount }) => [period, kind, amount.toFixed(2)])).toEqual([
      ['2023-08-3', 'OPENING', '1000.00'],
    ])
    expect(made.assignments.map(({ unit }) => unit?.shortName)).toEqual(['能源局'])
    expect((await projectNamed('示例甲')).totalInvestment?.toFixed(2)).toBe('95000.00')
    const audit = await desk.db.auditEntry.findMany({ where: { command: 'import' } })
    expect(audit.map(({ subject }) => subject).sort()).toEqual([
      ...['assignment', 'import', 'ledger', 'plan', 'project', 'project'],
    ])
    expect(JSON.stringify(audit)).not.toContain('物流园')
  })

  it('finds nothing to do when the same file comes again', async () => {
    const file = await send({ ...LEDGER, rows: LEDGER.rows.filter((row) => row[2] !== '水利局') })
    await office().privately(`导入 ${file}`)
    await office().privately('确认导入')
    const again = await office().privately(`导入 ${file}`)
    expect(again.text).toContain('2 号导入：新增 0，变更 0，不变 3，拒绝 0\n没有要写入的内容')
    expect(again.cards[0]?.actions).toEqual([])
  })

  it('is taken back to the last row by 撤销导入', async () => {
    const before = await stored()
    await office().privately(`导入 ${await send(LEDGER)}`)
    await office().privately('确认导入 1')
    expect(await stored()).not.toEqual(before)
    expect((await office().privately('撤销导入')).text).toContain('已撤销 1 号导入')
    expect(await stored()).toEqual(before)
    expect((await office().privately('撤销导入 1')).text).toContain('已经撤销')
  })

  it('is not taken back when something stands on it, which is named', async () => {
    await office().privately(`导入 ${await send(LEDGER)}`)
    await office().privately('确认导入 1')
    const { id } = await projectNamed('示例戊物流园')
    await desk.db.projectAlias.create({ data: { districtId: desk.district.id, projectId: id, alias: '戊' } })
    await desk.db.project.update({ where: { id: (await projectNamed('示例甲')).id }, data: { location: '别处' } })
    const refused = await office().privately('撤销导入 1')
    expect(refused.text).toContain('示例甲：项目资料后来又改过')
    expect(refused.text).toContain('示例戊物流园：已有别名 1 条')
    expect(await desk.db.project.count({ where: { id } })).toBe(1)
  })

  it('is not taken back when the plan of the year was adjusted after it', async () => {
    const rows = [
      ['项目名称', '责任单位', '年度计划（亿元）'],
      ['示例甲精细化工一期项目', '示例镇', 1.1],
    ]
    await office().privately(`导入 ${await send({ title: '计划', rows })}`)
    expect((await office().privately('确认导入 1')).text).toContain('已导入')
    desk.clock.moveTo(new Date('2023-09-09T10:00:00+08:00'))
    await office().privately('计划 示例甲 1.2亿 区政府专题会议调整')
    expect((await office().privately('确认')).text).toContain('调整为 1.20 亿元')
    expect((await office().privately('撤销导入 1')).text).toContain('示例甲 2023年度计划：后来又调整过')
  })

  it('is not taken back when targets were set or reports came after it, or a 旬 was locked with its figures', async () => {
    const rows = [
      ['截至2023年9月上旬'],
      ['项目名称', '责任单位', '9月累计目标（万元）', '年度累计（万元）'],
      ['示例甲', '示例镇', 6_500, ''],
      ['绿邦', '示例镇', '', 3_000],
    ]
    await office().privately(`导入 ${await send({ title: '目标', rows })}`)
    expect((await office().privately('确认导入 1')).text).toContain('变更 2')
    const [target, opened] = [await projectNamed('示例甲'), await projectNamed('绿邦')]
    desk.clock.moveTo(new Date('2023-09-13T10:00:00+08:00'))
    await office().privately('旬目标 示例甲 9月 7000万')
    await office().privately('确认')
    const booked = { projectId: opened.id, year: 2023, period: '2023-09-2', kind: 'REPORT' as const, amount: '100' }
    await desk.db.ledgerEntry.create({ data: booked })
    const period = { districtId: desk.district.id, code: '2023-09-1', lockedAt: new Date('2023-09-13T09:00:00+08:00') }
    await desk.db.period.create({ data: period })
    const { text } = await office().privately('撤销导入 1')
    expect(text).toContain('不能整体撤销：年度累计：2023年9月上旬已按它锁定')
    expect(text).toContain('示例甲 9月目标：后来又定过')
    expect(text).toContain('绿邦 年度累计：后来又报过或更正过')
    expect(await desk.db.targetPoint.count({ where: { projectId: target.id } })).toBe(2)
  })

  it('is shown anew when the data changed between the preview and 确认', async () => {
    await office().privately(`导入 ${await send(LEDGER)}`)
    await desk.db.project.update({
      where: { id: (await projectNamed('示例甲')).id },
      data: { totalInvestment: '95000' },
    })
    const shown = await office().privately('确认导入 1')
    expect(shown.text).toContain('预览之后库里的数据有变动，请重新核对')
    expect(await desk.db.project.count({ where: { shortName: '示例戊物流园' } })).toBe(0)
    expect((await office().privately('确认导入 1')).text).toContain('已导入（1 号）：新增 1，变更 1')
  })

  it('lapses after a day, and can be cancelled', async () => {
    const file = await send(LEDGER)
    await office().privately(`导入 ${file}`)
    desk.clock.pass(25 * 60 * 60_000)
    expect((await office().privately('确认导入 1')).text).toContain(`预览已过期，请重新核对，发：导入 ${file}`)
    await office().privately(`导入 ${file}`)
    expect((await office().privately('取消导入 2')).text).toContain('2 号导入已取消，什么都没有写入')
    expect((await office().privately('确认导入 2')).text).toContain('已作罢')
  })

  it('counts a project once that stands in two sheets, and names the cell of the first', async () => {
    const [title = [], header = [], known = [], , fresh = []] = LEDGER.rows
    const opened = [3, '示例庚水厂项目', '能源局', '新建', 1, 0.2, 0.1, '', '']
    const again = { title: '全部', rows: [title, header, known, fresh, opened] }
    const file = await send({ title: '续建', rows: [title, header, known, fresh] }, again, {
      title: '计划',
      rows: [
        ['项目名称', '责任单位', '年度', '年度计划（万元）'],
        ['示例庚水厂项目', '能源局', 2024, 4_000],
        ['示例庚水厂项目', '能源局', 2025, 5_000],
        ['示例庚水厂项目', '能源局', 2025, 6_000],
      ],
    })
    const { text } = await office().privately(`导入 ${file}`)
    expect(text).toContain('拒绝 3')
    expect(text).toContain('全部 B3：与 续建 B3 是同一个项目')
    expect(text).toContain('全部 B4：与 续建 B4 是同一个项目')
    expect(text).toContain('计划 A4：与 全部 B5 是同一个项目')
    await office().privately('确认导入 1')
    const [made, opening] = [await projectNamed('示例庚水厂'), await projectNamed('示例戊物流园')]
    expect(made.plans.map(({ year, amount }) => [year, amount.toFixed(2)]).sort()).toEqual([
      [2023, '2000.00'],
      [2024, '4000.00'],
      [2025, '5000.00'],
    ])
    expect(opening.ledger.map(({ amount }) => amount.toFixed(2))).toEqual(['1000.00'])
  })

  it('asks to which 旬 年度累计 counts when the file does not say', async () => {
    const file = await send({ ...LEDGER, rows: [['重点项目台账'], ...LEDGER.rows.slice(1)] })
    const asked = await office().privately(`导入 ${file}`)
    expect(asked.text).toContain('表“台账”里的年度累计算到哪一旬')
    expect(asked.text).toContain('〔8月下旬〕')
    expect((await office().click(`导入 ${file} 8月下旬`)).text).toContain('新增 1，变更 1，不变 1，拒绝 1')
  })

  it('sends a figure that contradicts reported ones to 更正, and a slip of the unit back to the office', async () => {
    const row = (name: string, total: number, done: number) => [1, name, '示例镇', '', total, '', done, '', '']
    const file = await send({
      ...LEDGER,
      rows: [...LEDGER.rows.slice(0, 2), row('示例甲', 9, 0.6), row('示例乙', 20_000, 0.31), row('示例丙', 0.8, 9)],
    })
    const { text } = await office().privately(`导入 ${file}`)
    expect(text).toContain(
      '台账 G3：库里到2023年8月下旬累计 5,200 万元，表里 6,000 万元。已有旬报的数请用“更正 示例甲”改',
    )
    expect(text).toContain('台账 E4：与库里的 2.00 亿元 差约一万倍')
    expect(text).toContain('台账 G5：自开工累计 9.00 亿元 超过总投资 8,000 万元 的 110%')
  })
})

describe('who may import, and how', () => {
  it('only 项目办 and administrators', async () => {
    const file = await send(LEDGER)
    expect((await desk.as('liaison').privately(`导入 ${file}`)).text).toContain('只有')
    expect((await desk.as('admin').privately(`导入 ${file}`)).text).toContain('1 号导入')
  })

  it('a file of another district is not there', async () => {
    const other = await desk.db.district.create({ data: { name: '示例外区' } })
    const foreign = { districtId: other.id, name: 'a.xlsx', mime: 'x', content: makeBook([LEDGER]) }
    const { id } = await transact(desk.db, (tx) => keepFile(tx, { ...foreign, now: desk.clock.now() }))
    expect((await office().privately(`导入 ${id}`)).text).toContain(`没有 ${id} 号文件`)
  })

  it('the template comes as a file; the preview pages', async () => {
    const template = await office().privately('导入 模板')
    expect(template.cards[0]?.files?.[0]?.name).toBe('导入模板.xlsx')
    const rows = Array.from({ length: 20 }, (_, i) => [i + 10, `示例${i}号厂`, '示例镇', '新建', 1, 0.1, '', '', ''])
    await office().privately(`导入 ${await send({ ...LEDGER, rows: [...LEDGER.rows.slice(0, 2), ...rows] })}`)
    const first = await office().privately('导入明细 1 新增')
    expect(first.text).toContain('1 号导入：新增 20 条')
    expect((await office().click('导入明细 1 新增 从 16')).text).toContain('示例19号厂')
  })
})

describe('a large ledger', () => {
  it('is read and written in the background, with word on the way, and taken back', async () => {
    const [title = [], header = []] = LEDGER.rows
    const rows = Array.from({ length: 320 }, (_, i) => [
      ...[i + 10, `示例${i}号厂`, '示例镇', '新建', 1, 0.1, 0.01, '', ''],
    ])
    // What makes the file large; the reader finds no table in it.
    const annex = { title: '附件', rows: Array.from({ length: 800 }, (_, i) => [plenty(i)]) }
    const importer = startImporter({
      db: desk.db,
      clock: desk.clock,
      log: makeLog('silent'),
      onTold: () => {},
      tickMs: null,
    })
    const settled = async () => {
      importer.poke()
      await importer.idle()
    }
    const told = async () =>
      (await desk.db.outboxMessage.findMany({ orderBy: { id: 'asc' } })).map(({ card }) => cardSchema.parse(card).title)
    const file = await send({ ...LEDGER, rows: [title, header, ...rows] }, annex)
    expect((await office().privately(`导入 ${file}`)).text).toContain('正在读')
    await settled()
    expect((await told()).slice(-2)).toEqual([
      '“台账.xlsx”已读 320 行，正在与库里核对',
      '1 号导入：新增 320，变更 0，不变 0，拒绝 0',
    ])
    expect((await office().privately('确认导入 1')).text).toContain('正在写入 1 号导入')
    await settled()
    expect((await told()).at(-1)).toBe('已导入（1 号）：新增 320，变更 0，不变 0')
    expect(await desk.db.project.count({ where: { districtId: desk.district.id } })).toBe(324)
    await office().privately('撤销导入 1')
    await settled()
    expect((await told()).at(-1)).toContain('已撤销 1 号导入')
    expect(await desk.db.project.count({ where: { districtId: desk.district.id } })).toBe(4)
    // An administrator of ADMIN_USERS is on no roster: he too is told in private what he asked for in the group.
    await desk.as('stranger').privately('帮助')
    await desk.db.platformIdentity.updateMany({ where: { externalId: 'stranger' }, data: { isEnvAdmin: true } })
    await desk.as('stranger').inGroup(`导入 ${file}`)
    await settled()
    expect((await told()).at(-1)).toContain('2 号导入：新增 320')
    const chats = await desk.db.outboxMessage.findMany({ include: { chat: true }, orderBy: { id: 'desc' }, take: 3 })
    expect(chats.map(({ chat }) => chat?.kind)).toEqual(['PRIVATE', 'PRIVATE', 'PRIVATE'])
    await importer.stop()
  })
})
