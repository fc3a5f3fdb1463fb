import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { fold } from '../src/domain/normalise.ts'
import { UserError } from '../src/errors.ts'
import { mustBePrivate } from '../src/services/inputs/rights.ts'
import { mustDirect } from '../src/services/permits/rights.ts'
import { figureKinds, publishFigure, serviceFigures, showFigure } from '../src/services/permits/service-figures.ts'

const decimal = z.string().regex(/^\d{1,3}(?:\.\d{1,2})?$/)
const args = z.object({
  change: z
    .object({
      name: z.enum(['压减', '一网通办', '审批时间']),
      value: decimal,
      before: decimal.nullable(),
      source: z.string().min(2).max(200),
      asOf: z.string().min(2).max(40).nullable(),
    })
    .nullable(),
})

export const serviceCommand = defineCommand({
  id: 'service',
  name: '政务服务',
  aliases: ['营商环境'],
  summary: '政务服务的公开数字，连同出处和日期',
  usage: [
    '政务服务',
    '政务服务 压减 90.17% 来源 某某报道 日期 2023年9月（审批局、项目办）',
    '政务服务 审批时间 54→26 来源 某某报道（审批局、项目办）',
  ],
  examples: [
    { text: '政务服务', in: 'private', as: 'approval' },
    { text: '/政务服务', in: 'group', as: 'observer' },
  ],
  who: ['observer'],
  where: 'anywhere',
  args,
  read: readFigure,
  run: async (ctx, { change }) => {
    if (change !== null) {
      mayEnter(ctx)
      await publishFigure(ctx, change)
    }
    return { card: await figuresCard(ctx) }
  },
})

function mayEnter(ctx: Context): void {
  mustDirect(ctx, '填政务服务的数字')
  mustBePrivate(ctx, '政务服务')
}

async function figuresCard({ tx, district, speaker }: Context): Promise<Card> {
  const figures = await serviceFigures(tx, district.id)
  if (figures.length === 0) {
    return say(`${district.name}还没有填政务服务的数字`, {
      blocks: [{ kind: 'note', text: '审批局、项目办填写请发：政务服务 压减 90.17% 来源 某某报道 日期 2023年9月' }],
    })
  }
  return say(`${district.name}政务服务`, {
    blocks: [
      {
        kind: 'list',
        items: figures.map((figure) => ({
          text: showFigure(figure),
          detail: `来源：${figure.source}；日期：${figure.asOf ?? '来源未写'}`,
        })),
      },
      { kind: 'note', text: '照来源原样列出，不是本系统统计的数' },
    ],
    actions: speaker.roles.size > 0 ? [button('手续'), button('倒计时')] : [],
  })
}

async function readFigure(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const said = line.raw.trim()
  if (said === '') return { ok: true, value: { change: null } }
  mayEnter(ctx)
  const example = '例如：政务服务 压减 90.17% 来源 某某报道 日期 2023年9月'
  const match = /^(\S+?)\s*(\d.*?)\s*来源[\s:：]*(.*?)(?:\s*日期[\s:：]*(.*))?$/.exec(said)
  if (match === null) throw new UserError(`请写明哪个数、多少、来源，${example}`)
  const [, word = '', figures = '', source = '', asOf] = match
  const name = nameOf(word)
  if (name === null) throw new UserError(`只记这三个数：${Object.keys(figureKinds).join('、')}。${example}`)
  const numbers = fold(figures).match(/\d{1,3}(?:\.\d{1,2})?/g) ?? []
  const [before, value] = name === '审批时间' && numbers.length > 1 ? [numbers[0], numbers[1]] : [undefined, numbers[0]]
  if (value === undefined || source.trim().length < 2) throw new UserError(`请写明多少和来源，${example}`)
  const when = (asOf ?? '').trim()
  return {
    ok: true,
    value: { change: { name, value, before: before ?? null, source: source.trim(), asOf: when === '' ? null : when } },
  }
}

function nameOf(word: string): keyof typeof figureKinds | null {
  if (/压减|压缩/.test(word)) return '压减'
  if (/一网通办|网办/.test(word)) return '一网通办'
  return /审批|时间/.test(word) ? '审批时间' : null
}
