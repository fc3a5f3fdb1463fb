/** A workbook goes in, is looked at and written; the ledger comes out as a file. */
import { expect, it } from 'vitest'
import { makeBook } from '../documents/book-maker.ts'
import type { Loop } from './stage.ts'

const OFFICE = 'u-office-1'
const WANG = 'u-liaison-wang'
const NAME = '演示文件往来项目'

const LEDGER = makeBook([
  {
    title: '台账',
    rows: [
      ['2023年重点项目台账'],
      ['序号', '项目名称', '责任单位', '建设性质', '总投资（亿元）', '年度计划（亿元）'],
      [99, NAME, '产业园', '新建', 2, 0.5],
    ],
  },
])

export const fileLoop: Loop = {
  name: 'a file, into the program and out of it',
  play({ way, db, at, ask, lately }) {
    const made = () => db().project.count({ where: { name: NAME } })

    it('that a liaison sends is not taken: the ledger is 项目办’s', async () => {
      await at('2023-10-17 16:00')
      await way().sendFile(WANG, '台账.xlsx', LEDGER)
      expect(await lately(WANG)).toContain('这个文件没有收')
      expect(await db().import.count()).toBe(0)
    })

    it('that is no workbook is refused with the way out', async () => {
      await way().sendFile(OFFICE, '台账.xls', Buffer.from('an old book'))
      expect(await lately(OFFICE)).toMatch(/另存为/)
    })

    it('from 项目办 is read at once, and nothing is written before a person says so', async () => {
      await way().sendFile(OFFICE, '台账.xlsx', LEDGER)
      expect(await lately(OFFICE)).toContain('新增 1')
      expect(await made()).toBe(0)
      const { id } = await db().import.findFirstOrThrow({ orderBy: { id: 'desc' } })
      await way().click(OFFICE, `确认导入 ${id}`)
      expect(await lately(OFFICE)).toContain('已导入')
      expect(await made()).toBe(1)
    })

    it('is undone as long as nothing was built on it', async () => {
      const { id } = await db().import.findFirstOrThrow({ orderBy: { id: 'desc' } })
      await ask(OFFICE, `撤销导入 ${id}`)
      expect(await made()).toBe(0)
    })

    it('with the ledger comes when it is asked for', async () => {
      await ask(OFFICE, '台账 9月上旬')
      expect((await way().files(OFFICE)).at(-1)).toMatch(/台账.*\.xlsx$/)
    })
  },
}
