import { beforeEach, describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { keepFile } from '../../src/services/files.ts'
import { type Desk, openDesk } from '../chat/kit.ts'
import { type MadeSheet, makeBook } from '../documents/book-maker.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
})

const office = () => desk.as('office')

async function send(...sheets: MadeSheet[]): Promise<number> {
  const content = makeBook(sheets)
  const file = { districtId: desk.district.id, name: '台账.xlsx', mime: 'application/octet-stream', content }
  return (await transact(desk.db, (tx) => keepFile(tx, { ...file, now: desk.clock.now() }))).id
}

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

async function fields() {
  const projects = await desk.db.project.findMany({
    where: { districtId: desk.district.id },
    include: { plans: true, ledger: true, assignments: true, aliases: true, targets: true },
    orderBy: { id: 'asc' },
  })
  return projects
}

describe('importing a ledger in the chat', () => {
  it('shows what it would do, and writes only after 确认导入', async () => {
    const before = await fields()
    const preview = await office().privately(`导入 ${await send(LEDGER)}`)
    console.log(preview.text)
    expect(await fields()).toEqual(before)
    const done = await office().click(
      preview.cards[0]?.actions.flatMap((a) => (a.kind === 'button' ? [a.action] : []))[0] ?? '',
    )
    console.log(done.texts)
    const after = await fields()
    console.log(JSON.stringify(after.at(-1), null, 1))
    const undone = await office().privately('撤销导入')
    console.log(undone.text)
    expect(await fields()).toEqual(before)
  })
})
