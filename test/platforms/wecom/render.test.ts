import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { button, type Card, say } from '../../../src/chat/card.ts'
import { type Features, render, renderOneCard } from '../../../src/platforms/wecom/render/render.ts'
import { appLimits, botLimits } from '../../../src/platforms/wecom/render/template-card.ts'
import { checkCard } from '../../emulators/wecom/card-rules.ts'
import { anyCard } from '../any-card.ts'

const bot: Features = { formats: [{ format: 'markdown_v2', bytes: 20_480 }], cards: botLimits }
const app: Features = { formats: [{ format: 'text', bytes: 2_048 }], cards: appLimits }
const hook: Features = {
  formats: [
    { format: 'markdown_v2', bytes: 4_096 },
    { format: 'markdown', bytes: 4_096 },
  ],
  cards: null,
}
const link = 'https://work.weixin.qq.com/'
const drawn = (card: Card, features: Features) => render(card, { features, taskId: 't1', link })

const table = (rows: number, more?: { count: number; action: string }): Card =>
  say('单位进度', {
    blocks: [
      {
        kind: 'table',
        columns: [{ title: '单位' }, { title: '完成率', align: 'right' }],
        rows: Array.from({ length: rows }, (_none, i) => [`演示单位${i + 1}`, '60.00%']),
        ...(more ? { more } : {}),
      },
      { kind: 'note', text: '调度口径，非统计数据' },
    ],
  })

describe('a card for WeCom', () => {
  it('is a markdown table where tables are shown, and lines where they are not', () => {
    expect(drawn(table(2), hook)).toMatchObject({
      format: 'markdown_v2',
      content:
        '**单位进度**\n\n| 单位 | 完成率 |\n| :-- | --: |\n| 演示单位1 | 60.00% |\n| 演示单位2 | 60.00% |\n\n调度口径，非统计数据',
      controls: null,
    })
    expect(drawn(table(2), app).content).toBe(
      '单位进度\n单位       完成率\n演示单位1  60.00%\n演示单位2  60.00%\n调度口径，非统计数据',
    )
  })

  it('is cut between rows, keeps its 口径, and says how many are missing and what to type', () => {
    const { content } = drawn(table(300, { count: 5, action: '总览 按单位' }), hook)
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4_096)
    expect(Buffer.byteLength(content)).toBeGreaterThan(3_700)
    const shown = content.match(/演示单位\d+/gu)?.length ?? 0
    expect(content).toContain(`还有 ${305 - shown} 项，发送“总览 按单位”查看`)
    expect(content.endsWith('调度口径，非统计数据')).toBe(true)
  })

  it('never calls anybody or becomes markup through what people wrote', () => {
    const { content } = drawn(
      say('答复', { blocks: [{ kind: 'text', text: '<@all> **急** <font color="info">x</font>' }] }),
      hook,
    )
    expect(content).toContain('＜@all＞ ＊＊急＊＊')
    expect(content).not.toMatch(/<[@f]/u)
  })

  it('says everything as one template card when its fields hold it', () => {
    const card = say('请确认', {
      blocks: [{ kind: 'text', text: '80 万元' }],
      actions: [button('确认', '确认 3', 'primary')],
    })
    expect(drawn(card, app)).toMatchObject({
      whole: {
        card_type: 'button_interaction',
        main_title: { title: '请确认' },
        sub_title_text: '80 万元',
        button_list: [{ text: '确认', style: 1, key: '>确认 3' }],
      },
    })
  })

  it('keeps its text beside the buttons when the fields are too small', () => {
    const card = { ...table(20), actions: [button('总览')] }
    const { whole, content, controls } = drawn(card, app)
    expect(whole).toBeNull()
    expect(content).toContain('演示单位20')
    expect(controls).toMatchObject({ main_title: { title: '单位进度' }, button_list: [{ text: '总览' }] })
  })

  it('tells what to type where nothing can be pressed', () => {
    const card = say('通报 3 号：待发', { actions: [button('发布', '发布 3'), button('暂缓', '暂缓 3')] })
    expect(drawn(card, hook).content).toBe('**通报 3 号：待发**\n可以回复：发布 3　或　暂缓 3')
    expect(drawn(card, bot).content).toBe('**通报 3 号：待发**')
  })

  it('offers a choice as a list beside buttons, as a vote when it is long and alone', () => {
    const options = (n: number) =>
      Array.from({ length: n }, (_none, i) => ({ label: `示例${i}`, action: `项目 示例${i}` }))
    const few = say('请选', { actions: [{ kind: 'select', label: '项目', options: options(3) }, button('总览')] })
    expect(drawn(few, bot).controls).toMatchObject({
      card_type: 'button_interaction',
      button_selection: { question_key: 'choice', option_list: [{ id: '项目 示例0', text: '示例0' }, {}, {}] },
      button_list: [{ text: '确定', key: '?' }, { text: '总览' }],
    })
    const many = say('请选', { actions: [{ kind: 'select', label: '项目', options: options(15) }] })
    expect(drawn(many, bot).controls).toMatchObject({ card_type: 'vote_interaction', checkbox: { mode: 0 } })
  })

  it('shows a form that only chooses as lists, any other as the line to type', () => {
    const field = { name: 'level', label: '满意度', type: 'choice' as const, options: [{ label: '满意', value: '1' }] }
    const form = (fields: (typeof field | { name: string; label: string; type: 'text' })[]): Card =>
      say('回访', {
        blocks: [
          { kind: 'form', name: 'f', fields, submit: { label: '提交', action: '回访 3' }, typed: '回访 3 满意' },
        ],
      })
    expect(drawn(form([field]), bot).controls).toMatchObject({
      card_type: 'multiple_interaction',
      select_list: [{ question_key: 'level' }],
      submit_button: { key: '=回访 3' },
    })
    expect(drawn(form([field, { name: 'why', label: '说明', type: 'text' }]), bot)).toMatchObject({
      controls: null,
      content: '**回访**\n\n回访 3 满意',
    })
  })
})

describe('any card', () => {
  it('keeps to the bytes of the door and to the limits of every field', () => {
    fc.assert(
      fc.property(anyCard, fc.constantFrom(bot, app, hook), (card, features) => {
        const { content, controls, whole, format } = drawn(card, features)
        const most = features.formats.find((one) => one.format === format)?.bytes ?? 0
        expect(Buffer.byteLength(content)).toBeLessThanOrEqual(most)
        expect(content.trim()).not.toBe('')
        for (const shown of [controls, whole].filter((one) => one !== null)) {
          expect(checkCard(shown, features === app ? 'app' : 'bot')).toHaveProperty('card')
        }
      }),
      { numRuns: 150 },
    )
  })

  it('can take the place of a clicked one', () => {
    fc.assert(
      fc.property(anyCard, fc.constantFrom(botLimits, appLimits), (card, limits) => {
        const shown = renderOneCard(card, { taskId: 't1', link, limits, typed: '总览' })
        expect(checkCard(shown, limits === appLimits ? 'app' : 'bot')).toHaveProperty('card')
      }),
      { numRuns: 150 },
    )
  })

  it('loses no row in silence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom(bot, app, hook), (rows, features) => {
        const { content } = drawn(table(rows), features)
        const shown = content.match(/演示单位\d+/gu)?.length ?? 0
        const missing = Number(/还有 (\d+) 项/u.exec(content)?.[1] ?? 0)
        expect(shown + missing).toBe(rows)
      }),
    )
  })
})
