import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Db } from '../../src/database/client.ts'
import { templateBytes, writeTemplate } from '../../src/documents/workbook-template.ts'
import { day, instantAt } from '../../src/domain/calendar-day.ts'
import { runImport } from '../../src/services/setup/run-import.ts'
import { openTestDatabase } from '../database/harness.ts'

const NOW = instantAt(day('2026-03-20'), '10:00')

type Row = readonly (string | number | Date | null)[]

const units: Row[] = [
  ['单位名称*', '简称', '分组*'],
  ['示例区能源局', '能源局', '行业部门'],
  ['示例镇', null, '镇街'],
]
const people: Row[] = [
  ['姓名*', '单位', '身份', '职务', '手机号'],
  ['张示例', '能源局', '联络员', '科员', '13800000000'],
  ['李示例', null, '包联领导、项目办', '副区长', null],
]
const projects: Row[] = [
  [
    '简称*',
    '项目名称*',
    '建设性质*',
    '阶段*',
    '总投资(万元)',
    '实际开工日期',
    '责任单位*',
    '包联领导',
    '联络员',
    '别名',
  ],
  ['示例甲', '示例甲新材料项目', '新建', '在建', '3亿', '2026-03-01', '能源局', '李示例', '张示例', '甲项目、甲'],
  [
    '示例乙',
    '示例乙道路项目',
    '续建',
    '在建',
    12000.5,
    new Date('2024-05-01T00:00:00Z'),
    '示例镇',
    null,
    '张示例',
    null,
  ],
]
const plans: Row[] = [
  ['项目简称*', '年度', '年度计划（万元）', '纳入月份'],
  ['示例甲', 2026, '1.2亿', null],
  ['示例乙', 2026, 5000, 3],
]

async function workbook(sheets: Record<string, readonly Row[]>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'saima-workbook-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'book.xlsx')
  await writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) =>
        row.map((cell) => (cell instanceof Date ? { value: cell, type: Date, format: 'yyyy-mm-dd' } : cell)),
      ),
    })),
  ).toFile(file)
  return await readFile(file)
}

const whole = () => workbook({ 单位: units, 人员: people, 项目: projects, 年度计划: plans })

describe('setting a district up from the clean workbook', () => {
  let db: Db

  const order = (file: Buffer) => ({ file, district: null, now: NOW })

  async function emptyDistrict(): Promise<void> {
    db = (await openTestDatabase()).db
    await db.district.create({ data: { name: '示例区', activatedAt: NOW } })
  }

  it('makes units, people, projects and plans, and says how many', async () => {
    await emptyDistrict()
    const report = await runImport(db, order(await whole()))
    expect(report).toEqual({
      ok: true,
      lines: [
        '已导入 示例区：',
        '单位：新增 2，变更 0，不变 0',
        '人员：新增 2，变更 0，不变 0',
        '项目：新增 2，变更 0，不变 0',
        '年度计划：新增 2，变更 0，不变 0',
      ],
    })
    const project = await db.project.findFirstOrThrow({
      where: { shortName: '示例乙' },
      include: { plans: true, assignments: { include: { person: true, unit: true } }, aliases: true },
    })
    expect(project.totalInvestment?.toFixed(2)).toBe('12000.50')
    expect(project.startedOn).toEqual(new Date('2024-05-01T00:00:00Z'))
    expect(project.plans.map((plan) => [plan.amount.toFixed(2), plan.addedMonth])).toEqual([['5000.00', '2026-03']])
    expect(project.assignments.map((row) => row.unit?.shortName ?? row.person?.name).sort()).toEqual([
      '张示例',
      '示例镇',
    ])
  })

  it('changes nothing when the same file comes again, and keeps the old plan when the amount changes', async () => {
    await emptyDistrict()
    await runImport(db, order(await whole()))
    const again = await runImport(db, order(await whole()))
    expect(again.lines.slice(1)).toEqual([
      '单位：新增 0，变更 0，不变 2',
      '人员：新增 0，变更 0，不变 2',
      '项目：新增 0，变更 0，不变 2',
      '年度计划：新增 0，变更 0，不变 2',
    ])
    const adjusted = [plans[0] ?? [], ['示例甲', 2026, '1.5亿', null]]
    await runImport(db, order(await workbook({ 年度计划: adjusted })))
    const rows = await db.annualPlan.findMany({ where: { project: { shortName: '示例甲' } }, orderBy: { id: 'asc' } })
    expect(rows.map((row) => [row.amount.toFixed(2), row.validFrom.toISOString().slice(0, 10)])).toEqual([
      ['12000.00', '2026-01-01'],
      ['15000.00', '2026-03-20'],
    ])
  })

  it('closes the old assignment and opens a new one when a liaison changes', async () => {
    await emptyDistrict()
    await runImport(db, order(await whole()))
    const [header = [], first = []] = projects
    const changed = first.map((cell, i) => (i === 8 ? '李示例' : cell))
    await runImport(db, order(await workbook({ 项目: [header, changed] })))
    const rows = await db.assignment.findMany({
      where: { kind: 'LIAISON', project: { shortName: '示例甲' } },
      include: { person: true },
      orderBy: { id: 'asc' },
    })
    expect(rows.map((row) => [row.person?.name, row.until?.toISOString().slice(0, 10) ?? null])).toEqual([
      ['张示例', '2026-03-20'],
      ['李示例', null],
    ])
  })

  it('writes nothing at all when one cell is wrong, and names each wrong cell', async () => {
    await emptyDistrict()
    const report = await runImport(
      db,
      order(
        await workbook({
          单位: [...units, ['示例街道', null, '街道']],
          人员: [...people, ['王示例', '没有的局', '联络员', null, null]],
          项目: [
            ...projects,
            ['示例丙', '示例丙项目', '续建', '在建', '八千亿元整点', null, '能源局', null, null, null],
            ['示例丁', '示例丁项目', '续建', '在建', null, null, '能源局', null, '赵示例', null],
          ],
          年度计划: [...plans, ['示例戊', 2026, 100, null]],
        }),
      ),
    )
    expect(report.ok).toBe(false)
    expect(report.lines[0]).toBe('有 6 处不对，一行都没有写入，请改好再导：')
    expect(report.lines.slice(1)).toEqual([
      '单位 C4：只能填 镇街、园区、行业部门、审批要素部门',
      '项目 E4：“八千亿元整点”不像金额，请写成 800万 或 1.2亿',
      '人员 单位（第4行）：单位表里没有“没有的局”',
      '项目 联络员（第5行）：人员表里没有“赵示例”',
      '项目 实际开工日期（第5行）：续建项目要填本年以前的实际开工日期',
      '年度计划 项目简称（第4行）：项目表里没有简称“示例戊”',
    ])
    expect(await db.unit.count()).toBe(0)
  })

  it('says which column is missing', async () => {
    await emptyDistrict()
    const report = await runImport(db, order(await workbook({ 单位: [['简称'], ['能源局']] })))
    expect(report.lines.slice(1)).toEqual(['单位 第1行：缺少“单位名称”这一列', '单位 第1行：缺少“分组”这一列'])
  })

  it('takes the template that it writes itself, and passes over the example rows', async () => {
    await emptyDistrict()
    const folder = await mkdtemp(join(tmpdir(), 'saima-template-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, '模板.xlsx')
    await writeTemplate(file)
    const report = await runImport(db, order(await readFile(file)))
    expect(report.ok).toBe(true)
    expect(report.lines.slice(1).every((line) => line.endsWith('新增 0，变更 0，不变 0'))).toBe(true)
  })

  it('takes the template with every sheet filled in as its examples say, the lists of 手续 and 招商 too', async () => {
    await emptyDistrict()
    const template = await readXlsxFile(Buffer.from(templateBytes()))
    expect(template.map(({ sheet }) => sheet)).toEqual(['单位', '人员', '项目', '年度计划', '手续', '招商'])
    const bare = (cell: unknown) => (typeof cell === 'string' ? cell.replace(/^例：/, '') : null)
    const filled: Record<string, Row[]> = Object.fromEntries(
      template.map(({ sheet, data }) => [sheet, data.map((row) => row.map(bare))]),
    )
    filled.人员?.push(['李四', '能源局', '包联领导', '副区长', null])
    const file = await workbook(filled)
    const dated = { ...order(file), now: instantAt(day('2026-05-20'), '10:00') }
    const preview = await runImport(db, dated)
    expect(preview.lines.join('\n')).toContain('拒绝 0')
    expect(await runImport(db, { ...dated, yes: true })).toMatchObject({ ok: true })
    const permit = await db.permit.findFirstOrThrow({ include: { project: true, item: true } })
    expect([permit.project.shortName, permit.item.name, permit.state]).toEqual(['新材料', '建筑工程施工许可证', 'DONE'])
    const signed = await db.promotionProject.findFirstOrThrow()
    expect([signed.name, signed.stage, signed.signedAmount?.toFixed(2)]).toEqual(['储能项目', 'SIGNED', '28000.00'])
    const leader = await db.assignment.findFirstOrThrow({ where: { kind: 'LEADER' }, include: { person: true } })
    expect(leader.person?.name).toBe('李四')
  })

  it('answers a file that is no workbook with one sentence', async () => {
    await emptyDistrict()
    await expect(runImport(db, order(Buffer.from('hello')))).rejects.toThrowError('这不是 Excel 工作簿')
  })

  it('asks for the claim first when there is no district yet', async () => {
    db = (await openTestDatabase()).db
    await expect(runImport(db, order(await whole()))).rejects.toThrowError('认领管理员')
  })
})
