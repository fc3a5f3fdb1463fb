import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '../../src/chat/card.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { renderCards } from '../../src/platforms/feishu/render.ts'
import { render } from '../../src/platforms/wecom/render/render.ts'
import { appLimits, botLimits } from '../../src/platforms/wecom/render/template-card.ts'
import { readFile } from '../../src/services/files.ts'
import { listProblems } from '../../src/services/problems/find.ts'
import { problemListCard } from '../../src/services/problems/list-card.ts'
import { type Desk, openDesk } from '../chat/kit.ts'
import { checkCard as checkFeishu } from '../emulators/feishu/card-check.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
  const id = (name: string) => desk.district.projects.get(name) ?? 0
  const lead = desk.district.units.get('能源局') ?? 0
  await desk.db.problem.createMany({
    data: Array.from({ length: 300 }, (_, i) => ({
      districtId: desk.district.id,
      projectId: id(i === 0 ? '示例甲' : '示例乙'),
      category: i % 2 === 0 ? '用地' : '资金',
      statement: i === 0 ? '=1+1 变压器容量不足' : `示例问题 ${i + 1}，${'临时用地手续还没有办下来'.repeat(3)}`,
      raisedAt: new Date('2023-08-01T10:00:00+08:00'),
      ...(i % 3 === 0 ? {} : { leadUnitId: lead, state: 'WORKING' as const }),
      ...(i % 3 === 1 ? { dueOn: new Date(`2023-09-0${1 + (i % 7)}`) } : {}),
      level: i % 50 === 1 ? 3 : 1,
    })),
  })
})

/** The bytes that WeCom's app and bot get, and whether Feishu takes the card in one piece. */
function sizes(card: Card) {
  const link = 'https://work.weixin.qq.com/'
  const wecom = (format: 'text' | 'markdown_v2', bytes: number, cards: typeof appLimits) =>
    render(card, { features: { formats: [{ format, bytes }], cards }, taskId: 't1', link }).content
  const pieces = renderCards(card)
  expect(pieces).toHaveLength(1)
  for (const piece of pieces) expect(checkFeishu(JSON.parse(JSON.stringify(piece)))).not.toHaveProperty('fault')
  return { app: wecom('text', 2_048, appLimits), bot: wecom('markdown_v2', 20_480, botLimits) }
}

describe('问题清单 with three hundred open problems', () => {
  it('is one phone card: how many stand where, then the most urgent, whole on every platform', async () => {
    const { text, cards } = await desk.as('unit').privately('问题清单')
    expect(text.split('\n')[0]).toBe('未销号问题 300 个，其中逾期 100 个')
    expect(text).toContain('状态：办理中 200，待受理 100')
    expect(text).toContain('层级：L3 包联领导协调 6，L1 责任单位办理 294')
    expect(text).toContain('牵头单位：能源局 200（逾期 100），未交办 100')
    expect(text.match(/已超期 7 天/g)).toHaveLength(5)
    expect(text).toContain('还有 295 条，发送“问题清单 从 6”查看')
    expect(text.split('\n').length).toBeLessThan(20)
    for (const card of cards) {
      const { app, bot } = sizes(card)
      for (const drawn of [app, bot]) {
        expect(drawn).toContain('还有 295 条')
        expect(drawn.match(/已超期 7 天/g)).toHaveLength(5)
      }
    }
  })

  it('goes on page by page until every problem was shown once', async () => {
    const rows = await listProblems(
      { tx: desk.db, district: { ...desk.district, isDemo: false } },
      {},
      day('2023-09-08'),
    )
    const page = (from: number) =>
      cardText(problemListCard(rows, { title: '未销号问题', line: '问题清单', from }, day('2023-09-08')))
    const seen: string[] = []
    let from: number | null = 0
    while (from !== null) {
      const text = page(from)
      for (const [, id] of text.matchAll(/^· (\d+) 号 示例/gm)) seen.push(id ?? '')
      const next = /发送“问题清单 从 (\d+)”/.exec(text)?.[1]
      from = next === undefined ? null : Number(next) - 1
    }
    expect((await desk.as('unit').privately('问题清单 从 6')).text).toBe(page(5))
    expect(seen).toHaveLength(300)
    expect(new Set(seen).size).toBe(300)
  })

  it('is complete in a workbook, which is answered in private', async () => {
    const { told } = await desk.as('unit').inGroup('/问题清单 导出')
    expect(told.map(({ to }) => to)).toEqual(['unit'])
    const [file] = told[0]?.card.files ?? []
    expect(file?.name).toBe('示例区未销号问题2023-09-08.xlsx')
    const kept = await readFile(desk.db, file?.id ?? 0)
    const [{ data } = { data: [] }] = await readXlsxFile(Buffer.from(kept?.content ?? []))
    expect(data[0]?.[0]).toBe('示例区未销号问题')
    expect(data[1]?.[0]).toContain('截至2023年9月8日')
    expect(data[2]?.slice(0, 4)).toEqual(['编号', '项目', '类别', '问题'])
    const rows = data.slice(3)
    expect(rows).toHaveLength(300)
    expect(new Set(rows.map(([number]) => number)).size).toBe(300)
    expect(rows.some(([, , , statement]) => statement === '=1+1 变压器容量不足')).toBe(true)
  })

  it('is read by project, unit, category and state', async () => {
    expect((await desk.as('unit').privately('问题 用地')).text).toContain('未销号问题（用地） 150 个')
    expect((await desk.as('unit').privately('问题 示例甲')).text).toContain('变压器容量不足')
    expect((await desk.as('unit').privately('问题 能源局 逾期')).text).toContain('（能源局，逾期） 100 个\n')
    expect((await desk.as('unit').privately('问题 已销号')).text).toContain('已销号问题：没有')
  })

  it('shows an enterprise only what it raised itself', async () => {
    expect((await desk.as('enterprise').privately('问题清单')).text).toContain('未销号问题：没有')
    expect((await desk.as('enterprise').privately('问题清单 2')).text).toContain('没有 2 号问题')
    await desk.as('enterprise').privately('报问题 示例丙 用水 管网还没有接到厂区')
    expect((await desk.as('enterprise').privately('问题清单')).text).toContain('未销号问题 1 个')
    expect((await desk.as('enterprise').privately('问题清单 301')).text).toContain('301 号问题：待受理')
  })
})
