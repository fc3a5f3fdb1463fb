/** 督办单 and 跟踪卡 on paper: what stands on the page, and who may have it. */
import { describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { orderSheet } from '../../src/services/print/order-sheet.ts'
import { orderPrint } from '../../src/services/supervision/print.ts'
import { type Desk, type Outcome, openDesk } from '../chat/kit.ts'
import { part } from '../documents/unpacked.ts'

async function documentOf(desk: Desk, outcome: Outcome): Promise<{ name: string; text: string }> {
  const [file] = outcome.cards.flatMap(({ files = [] }) => files)
  if (file === undefined) throw new Error(`no file came with: ${outcome.texts.join('\n')}`)
  const { name, content } = await desk.db.storedFile.findUniqueOrThrow({ where: { id: file.id } })
  return { name, text: part(content, 'word/document.xml') }
}

async function drafted(desk: Desk): Promise<number> {
  await desk.as('supervision').privately('督 示例甲 关键设备未到货 主办 示例镇 10个工作日 要求：9月底前到场')
  const { id } = await desk.db.supervisionOrder.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return id
}

describe('督办单 on paper', () => {
  it('of a draft says that it is one', async () => {
    const desk = await openDesk()
    const id = await drafted(desk)
    const { name, text } = await documentOf(desk, await desk.as('supervision').privately(`督办 拟稿${id} 打印`))
    expect(name).toBe('督办单（拟稿） 示例甲.docx')
    expect(text).toContain('拟稿，未签发，不作依据')
    expect(text).not.toContain('督办〔')
  })

  it('once signed carries its number, its days, and who signed it', async () => {
    const desk = await openDesk()
    const id = await drafted(desk)
    await desk.as('supervision').privately(`签发 ${id}`)
    await desk.as('supervision').privately('确认')
    const { name, text } = await documentOf(desk, await desk.as('supervision').privately('督办 打印 1'))
    expect(name).toBe('督办〔2023〕001号 示例甲.docx')
    for (const words of [
      '督办〔2023〕001号',
      '关键设备未到货',
      '9月底前到场',
      '2023年9月8日',
      '2023年9月22日',
      '丙督查',
    ])
      expect(text).toContain(words)
  })

  it('is refused to those who may not see the order', async () => {
    const desk = await openDesk()
    const id = await drafted(desk)
    const refused = await desk.as('liaison2').privately(`督办 拟稿${id} 打印`)
    expect(refused.cards.flatMap(({ files = [] }) => files)).toEqual([])
    expect((await desk.as('supervision').privately('督办 打印')).text).toContain('请写明打印哪一份')
  })

  it('cuts a long text with word of where the rest is, so that it stays on one page', async () => {
    const desk = await openDesk()
    const id = await drafted(desk)
    const order = await transact(desk.db, (tx) => orderPrint(tx, id))
    const text = part(orderSheet({ ...order, matter: '很长的事项。'.repeat(100) }), 'word/document.xml')
    expect(text).toContain('……（全文见记录）')
  })
})

describe('跟踪卡 on paper', () => {
  it('names the project, and says 无 of what there is none of', async () => {
    const desk = await openDesk()
    const { name, text } = await documentOf(desk, await desk.as('approval').privately('跟踪卡 示例乙 打印'))
    expect(name).toBe('服务企业跟踪卡 002 示例乙.docx')
    expect(text).toContain('示例乙新材料生产线项目')
    expect(text).toContain('回访：无')
    expect(text).toContain('截至2023年9月8日')
  })
})

describe('手续 in a table', () => {
  it('tells somebody without any that there is none to export', async () => {
    const desk = await openDesk()
    const answer = await desk.as('liaison2').privately('台账 手续')
    expect(answer.text).toContain('没有您可以导出的手续台账')
  })
})
