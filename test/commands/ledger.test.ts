/** 台账 as people get it: whose rows, as of when, and that an old one stays as it was. */
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { runExport } from '../../src/services/run-export.ts'
import { type Desk, type Outcome, openDesk } from '../chat/kit.ts'
import { part } from '../documents/unpacked.ts'

type Cells = readonly (readonly unknown[])[]

/** The file that came with the answer. */
async function fileOf(desk: Desk, outcome: Outcome): Promise<{ name: string; content: Uint8Array }> {
  const [file] = outcome.cards.flatMap(({ files = [] }) => files)
  if (file === undefined) throw new Error(`no file came with: ${outcome.texts.join('\n')}`)
  return await desk.db.storedFile.findUniqueOrThrow({ where: { id: file.id } })
}

async function sheetOf(content: Uint8Array, name = '台账'): Promise<Cells> {
  const sheets = await readXlsxFile(Buffer.from(content))
  return sheets.find(({ sheet }) => sheet === name)?.data ?? []
}

const column = (cells: Cells, title: string): number => {
  const place = cells[2]?.findIndex((cell) => String(cell).replace(/\s|（.*$/g, '') === title) ?? -1
  if (place < 0) throw new Error(`no column ${title}`)
  return place
}

describe('台账', () => {
  it('gives 项目办 every project of the last locked 旬, with sums that agree with 总览', async () => {
    const desk = await openDesk()
    const answer = await desk.as('office').privately('台账')
    expect(answer.command).toBe('ledger')
    const { name, content } = await fileOf(desk, answer)
    expect(name).toBe('示例区重点项目台账（2023年8月下旬）.xlsx')
    const cells = await sheetOf(content)
    expect(cells[1]?.[0]).toBe('截至2023年8月31日，2023年9月5日锁定；调度口径，非统计数据')
    const names = cells.map((row) => row[column(cells, '简称')]).slice(3, 6)
    expect(names).toEqual(['示例甲', '示例乙', '示例丙'])
    const total = cells.find((row) => String(row[1]).startsWith('合计'))
    expect(total?.[column(cells, '年度累计')]).toBe(9600)
    expect(total?.[column(cells, '年度计划')]).toBe(17000)
    expect(total?.[column(cells, '完成率')]).toBe(56.47)
    const overview = (await desk.as('office').privately('总览')).text
    expect(overview).toContain('56.47%')
    expect(overview).toContain('0.96 亿元')
  })

  it('gives a liaison the rows of the own unit only, and says so in the title', async () => {
    const desk = await openDesk()
    const { name, content } = await fileOf(desk, await desk.as('liaison2').privately('台账'))
    expect(name).toBe('示例区重点项目台账（2023年8月下旬，能源局）.xlsx')
    const cells = await sheetOf(content)
    expect(cells.filter((row) => typeof row[0] === 'number').map((row) => row[column(cells, '简称')])).toEqual([
      '示例丙',
    ])
  })

  it('is not for observers, and in a group goes to the person who asked', async () => {
    const desk = await openDesk()
    const refused = await desk.as('observer').inGroup('台账')
    expect(refused.cards.flatMap(({ files = [] }) => files)).toEqual([])
    const answer = await desk.as('leader').inGroup('/台账 8月')
    const [sent] = answer.told.filter(({ card }) => card.files !== undefined)
    expect(sent?.to).not.toBe('示例区调度群')
  })

  it('refuses a 旬 that is not locked and offers the newest that is', async () => {
    const desk = await openDesk()
    const { text, cards } = await desk.as('office').privately('台账 9月上旬')
    expect(text).toContain('2023年9月上旬还没有锁定')
    expect(cards[0]?.actions).toContainEqual(expect.objectContaining({ action: '台账 8月下旬' }))
  })

  it('reads as it was locked when it is asked for again after a correction, a new name and another leader', async () => {
    const desk = await openDesk({ now: '2023-09-13T08:00:00+08:00' })
    const { db, clock, district } = desk
    const projectId = district.projects.get('示例甲') ?? 0
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    await desk.as('liaison').privately('报 示例甲 本旬800万 设备安装')
    clock.pass(90 * 60_000)
    await desk.as('office').privately('锁定 9月上旬')
    await desk.as('office').privately('确认')
    const first = await fileOf(desk, await desk.as('office').privately('台账 9月上旬'))

    clock.pass(24 * 3_600_000)
    await desk.as('liaison').privately('更正 示例甲 9月上旬 本旬 700万 多报了')
    const { id } = await db.correction.findFirstOrThrow()
    await desk.as('office').privately(`同意更正 ${id}`)
    await db.project.update({ where: { id: projectId }, data: { name: '改了名字的项目', stage: 'TRIAL' } })
    const again = await desk.as('office').privately('台账 9月上旬')
    const second = await fileOf(desk, again)
    expect(await db.correction.findFirstOrThrow()).toMatchObject({ state: 'APPROVED' })
    expect(Buffer.from(second.content).equals(Buffer.from(first.content))).toBe(true)
    expect(again.texts.join('\n')).toContain('锁定后又同意了 1 笔更正')
  })

  it('writes 未报 for what was not reported, and never a figure in its place', async () => {
    const desk = await openDesk()
    const { db, district } = desk
    await db.report.deleteMany({ where: { projectId: district.projects.get('示例乙') ?? 0 } })
    const { content } = await fileOf(desk, await desk.as('office').privately('台账'))
    const cells = await sheetOf(content)
    const row = cells.find((one) => one[column(cells, '简称')] === '示例乙')
    expect(row?.[column(cells, '本旬完成')]).toBe('未报')
    expect(row?.[column(cells, '形象进度')]).toBe('未报')
    const notes = await sheetOf(content, '说明')
    expect(notes.find(([label]) => label === '本旬未报')?.[1]).toBe('1 个：示例乙')
  })

  it('prints the columns in the order that the district sets, and refuses a column that there is not', async () => {
    const desk = await openDesk()
    const wrong = await desk.as('admin').privately('规则 台账列 序号、项目名称、好看程度')
    expect(wrong.text).toContain('台账里没有“好看程度”列')
    await desk.as('admin').privately('规则 台账列 责任单位、项目名称、年度累计、完成率 9月起')
    await desk.as('admin').privately('确认')
    const change = await desk.db.ruleSetting.findFirstOrThrow({ where: { key: 'ledger.columns' } })
    await desk.db.ruleSetting.update({ where: { id: change.id }, data: { fromMonth: '2023-08' } })
    const cells = await sheetOf((await fileOf(desk, await desk.as('office').privately('台账'))).content)
    expect(cells[2]?.slice(0, 4).map((cell) => String(cell).replace(/\s/g, ''))).toEqual([
      '责任单位',
      '项目名称',
      '年度累计（万元）',
      '完成率（%）',
    ])
    expect(cells[2]?.length).toBe(45)
    await desk.db.ruleSetting.update({
      where: { id: change.id },
      data: { value: ['项目名称', '年度累计', '完成率'] },
    })
    const narrow = part(
      (await fileOf(desk, await desk.as('office').privately('台账'))).content,
      'xl/worksheets/sheet1.xml',
    )
    expect([...narrow.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, ref]) => ref)).toEqual(['A1:C1', 'B2:C2'])
  })

  it('is the same from the terminal as from the chat', async () => {
    const desk = await openDesk()
    const { content } = await fileOf(desk, await desk.as('office').privately('台账'))
    const order = { what: 'ledger', period: '2023-08-3', district: '示例区', now: desk.clock.now() }
    const exported = await runExport(desk.db, order)
    expect(Buffer.from(exported.content).equals(Buffer.from(content))).toBe(true)
    await expect(runExport(desk.db, { ...order, period: '2023-13' })).rejects.toThrow('没看懂“2023-13”')
    await expect(runExport(desk.db, { ...order, what: 'roster' })).rejects.toThrow('不能导出“roster”')
  })
})
