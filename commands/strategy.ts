import { z } from 'zod'
import { anEnterprise, optional, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { dayOf, showFullDay } from '../src/domain/calendar-day.ts'
import { UserError } from '../src/errors.ts'
import type { Enterprise } from '../src/generated/prisma/client.ts'
import { enterpriseCalled } from '../src/services/enterprise/find.ts'
import { mustBeOwnEnterprise, onlyOwnEnterprise } from '../src/services/enterprise/own.ts'
import { mustServeEnterprise } from '../src/services/enterprise/rights.ts'
import { type StrategyRow, strategiesOf, writeStrategy } from '../src/services/enterprise/strategies.ts'

const SHORTEST = 10

const args = z.object({
  enterprise: z.string(),
  version: z.number().int().nullable(),
  text: z.string().min(SHORTEST).max(1500).nullable(),
})

export const strategyCommand = defineCommand({
  id: 'strategy',
  name: '一企一策',
  aliases: ['服务方案'],
  summary: '企业的服务方案：看、写新的一版；旧版都留着',
  usage: ['一企一策 绿邦', '一企一策 绿邦 第1版', '一企一策 示例甲 专员每周联系一次，能评和施工许可并联办理'],
  examples: [
    { text: '一企一策 示例甲', in: 'private', as: 'approval' },
    { text: '一企一策 示例甲 专员每周联系一次，设备到货后办理联动调试手续', in: 'private', as: 'approval' },
    { text: '一企一策', in: 'private', as: 'enterprise' },
  ],
  who: ['member', 'enterprise'],
  where: 'private',
  args,
  read: readStrategy,
  run: async (ctx, { enterprise: shortName, version, text }) => {
    const enterprise = await enterpriseCalled(ctx, shortName)
    await mustBeOwnEnterprise(ctx, enterprise)
    return { card: text === null ? await shown(ctx, enterprise, version) : await written(ctx, enterprise, text) }
  },
})

async function readStrategy(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const reading = await words({
    enterprise: optional(anEnterprise()),
    text: optional(restText('内容', '专员每周联系一次')),
  })(line, ctx)
  if (!reading.ok) return reading
  const enterprise = reading.value.enterprise ?? (await onlyOwnEnterprise(ctx))
  if (enterprise === null) throw new UserError('请写明企业，例如：一企一策 绿邦', ['企业'])
  const text = (reading.value.text ?? '').trim()
  const version = /^第?\s*(\d{1,4})\s*版$/.exec(text)?.[1]
  if (text === '' || version !== undefined) {
    return { ok: true, value: { enterprise, version: version === undefined ? null : Number(version), text: null } }
  }
  await mustServeEnterprise(ctx, await enterpriseCalled(ctx, enterprise), '写一企一策')
  if (text.length < SHORTEST) throw new UserError(`方案请至少写 ${SHORTEST} 个字；只看请发：一企一策 ${enterprise}`)
  return { ok: true, value: { enterprise, version: null, text } }
}

async function written(ctx: Context, enterprise: Enterprise, text: string): Promise<Card> {
  const { version } = await writeStrategy(ctx, enterprise, text)
  return say(`已存为${enterprise.shortName}一企一策第 ${version} 版，旧版都留着`, {
    tone: 'good',
    actions: [button('看这一版', `一企一策 ${enterprise.shortName}`)],
  })
}

async function shown(ctx: Context, { id, shortName }: Enterprise, version: number | null): Promise<Card> {
  const all = await strategiesOf(ctx.tx, id)
  const [newest] = all
  if (newest === undefined) {
    return say(`${shortName}还没有一企一策`, {
      blocks: [{ kind: 'note', text: `专员写请发：一企一策 ${shortName} 内容` }],
    })
  }
  const row = version === null ? newest : all.find((one) => one.version === version)
  if (row === undefined)
    throw new UserError(`没有第 ${version} 版，现在到第 ${newest.version} 版`, [`一企一策 ${shortName}`])
  return strategyCard(shortName, row, newest.version)
}

function strategyCard(shortName: string, row: StrategyRow, newest: number): Card {
  const { version, text, writer, writtenAt } = row
  return say(`${shortName}一企一策（第 ${version} 版${version === newest ? '' : '，旧版'}）`, {
    blocks: [
      { kind: 'text', text },
      { kind: 'note', text: `${writer?.name ?? ''} ${showFullDay(dayOf(writtenAt))}写`.trim() },
    ],
    actions: [
      ...(version > 1 ? [button('上一版', `一企一策 ${shortName} 第${version - 1}版`)] : []),
      ...(version < newest ? [button('现行的', `一企一策 ${shortName}`)] : []),
      button('企业档案', `企业 ${shortName}`),
    ],
  })
}
