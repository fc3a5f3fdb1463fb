import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  aDay,
  aMoney,
  aMonth,
  aNumber,
  aPercent,
  aPerson,
  aProject,
  aQuarter,
  aTenDay,
  aUnit,
  oneOf,
  optional,
  restText,
  words,
} from '../../src/chat/arguments.ts'
import { say } from '../../src/chat/card.ts'
import { defineCommand } from '../../src/chat/command.ts'
import { openDesk } from './kit.ts'

/** A command with one argument of each kind; its answer does not matter. */
function probe<S extends z.ZodObject>(args: S, read: Parameters<typeof defineCommand<S>>[0]['read']) {
  return defineCommand<S>({
    id: 'probe',
    name: '试读',
    aliases: [],
    summary: '试读参数',
    usage: ['试读'],
    examples: [{ text: '试读', in: 'private', as: 'office' }],
    who: ['member'],
    where: 'anywhere',
    args,
    read,
    run: async () => ({ card: say('读到了') }),
  })
}

const everything = probe(
  z.object({
    project: z.string(),
    period: z.string().nullable(),
    amount: z.string().nullable(),
    percent: z.number().nullable(),
    what: z.string().nullable(),
    note: z.string().nullable(),
  }),
  words({
    project: aProject(),
    period: optional(aTenDay()),
    amount: optional(aMoney()),
    percent: optional(aPercent()),
    what: optional(oneOf('做什么', { 通过: 'approve', 退回: 'return' })),
    note: optional(restText('说明', '原因')),
  }),
)

const strict = probe(z.object({ project: z.string() }), words({ project: aProject() }))

const dates = probe(
  z.object({
    on: z.string().nullable(),
    month: z.string().nullable(),
    quarter: z.string().nullable(),
    number: z.number().nullable(),
    unit: z.string().nullable(),
    person: z.number().nullable(),
  }),
  words({
    on: optional(aDay()),
    month: optional(aMonth()),
    quarter: optional(aQuarter()),
    number: optional(aNumber()),
    unit: optional(aUnit()),
    person: optional(aPerson()),
  }),
)

const people = probe(z.object({ person: z.number() }), words({ person: aPerson() }))

describe('typed arguments', () => {
  it('are read in any order, full-width or not, and the rest stays as typed', async () => {
    const desk = await openDesk({ commands: [everything] })
    const read = async (text: string) => (await desk.as('office').privately(text)).args
    const all = {
      project: '示例甲',
      period: '2023-09-1',
      amount: '800.00',
      percent: 90,
      what: 'return',
      note: '依据不足，请补。',
    }
    expect(await read('试读 示例甲 9月上旬 800万 90% 退回 依据不足，请补。')).toEqual(all)
    expect(await read('试读 退回 ９０％ 示例甲 依据不足，请补。 ８００万元 2023年9月上旬')).toEqual(all)
    expect(await read('试读示例甲，本旬，8 亿 元')).toMatchObject({
      amount: '80000.00',
      period: '2023-09-1',
      note: null,
    })
    expect(await read('试读 示例甲 8,000万元')).toMatchObject({ amount: '8000.00' })
    expect(await read('试读 示例甲用电容量不足')).toMatchObject({ project: '示例甲', note: '用电容量不足' })
    expect(await read('试读 3 说明')).toMatchObject({ project: '示例丙', note: '说明' })
  })

  it('keep what stands on both sides of a value as one sentence', async () => {
    const desk = await openDesk({ commands: [everything] })
    const { args } = await desk.as('office').privately('试读 示例甲 设备到货，90% 下旬进场。')
    expect(args).toMatchObject({ percent: 90, note: '设备到货 下旬进场。' })
  })

  it('refuse an amount that cannot be kept instead of rounding it', async () => {
    const desk = await openDesk({ commands: [everything] })
    expect((await desk.as('office').privately('试读 示例甲 0.001万')).text).toContain('超过两位小数')
  })

  it('let one choose by a button that types the whole command anew', async () => {
    const desk = await openDesk({ commands: [everything] })
    const { command, args, cards } = await desk.as('office').privately('试读 嘉园 9月上旬 800万 依据不足')
    expect({ command, args }).toEqual({ command: 'probe', args: null })
    expect(cards[0]?.actions).toEqual(
      ['示例甲', '示例乙', '示例丙'].map((name) => ({
        kind: 'button',
        label: name,
        action: `试读 ${name} 9月上旬 800万 依据不足`,
      })),
    )
    const chosen = await desk.as('office').click('试读 示例乙 9月上旬 800万 依据不足')
    expect(chosen.args).toMatchObject({ project: '示例乙', amount: '800.00', note: '依据不足' })
  })

  it('suggest the name that was meant, say what is missing, and pass nothing over', async () => {
    const desk = await openDesk({ commands: [strict] })
    const ask = async (text: string) => (await desk.as('office').privately(text)).text
    expect(await ask('试读 绿帮')).toBe('没有找到“绿帮”。您是不是要找：绿邦？\n〔绿邦〕')
    expect(await ask('试读 毫不相干')).toBe('没有找到“毫不相干”这个项目，发“项目清单”看全部。\n〔项目清单〕')
    expect(await ask('试读')).toBe('请写明项目，例如：试读 示例甲')
    expect(await ask('试读 示例甲 八月半')).toBe('没有看懂“八月半”。可以这样写：试读 示例甲')
    expect(await ask('试读 示例甲到哪一步了？')).toBe('读到了')
    expect(await ask('试读 看看示例甲的进展')).toBe('读到了')
  })

  it('show a new name of a project at once', async () => {
    const desk = await openDesk({ commands: [strict] })
    expect((await desk.as('office').privately('试读 新名字')).args).toBeNull()
    const project = desk.district.projects.get('示例甲') ?? 0
    await desk.db.projectAlias.create({ data: { districtId: desk.district.id, projectId: project, alias: '新名字' } })
    expect((await desk.as('office').privately('试读 新名字')).args).toEqual({ project: '示例甲' })
    await desk.db.project.update({ where: { id: project }, data: { shortName: '示例丁' } })
    expect((await desk.as('office').privately('试读 新名字')).args).toEqual({ project: '示例丁' })
  })

  it('read days, months, quarters, numbers, units and people', async () => {
    const desk = await openDesk({ commands: [dates] })
    const read = async (text: string) => (await desk.as('office').privately(`试读 ${text}`)).args
    const liaison = desk.district.people.get('liaison')
    expect(await read('9月12日 能源局')).toMatchObject({ on: '2023-09-12', unit: '能源局' })
    expect(await read('8月')).toMatchObject({ month: '2023-08' })
    expect(await read('三季度 第12条')).toMatchObject({ quarter: '2023-Q3', number: 12 })
    expect(await read('示例镇人民政府')).toMatchObject({ unit: '示例镇' })
    expect(await read('庚联络')).toMatchObject({ person: liaison })
  })

  it('tell namesakes apart by the unit', async () => {
    const desk = await openDesk({ commands: [people] })
    const unitId = desk.district.units.get('能源局') ?? 0
    const since = new Date('2023-01-01T00:00:00Z')
    const twin = await desk.db.person.create({
      data: {
        name: '庚联络',
        memberships: { create: { districtId: desk.district.id, role: 'LIAISON', unitId, since } },
      },
    })
    const asked = await desk.as('office').privately('试读 庚联络')
    expect(asked.text).toBe('有 2 位“庚联络”，请选一位\n〔庚联络 示例镇〕〔庚联络 能源局〕')
    expect((await desk.as('office').privately('试读 庚联络 能源局')).args).toEqual({ person: twin.id })
  })
})
