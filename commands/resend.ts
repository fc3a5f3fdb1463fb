import { z } from 'zod'
import { aNumber, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showDayTime } from '../src/domain/calendar-day.ts'
import { UserError } from '../src/errors.ts'
import { resend } from '../src/outbox/by-hand.ts'
import { unconfirmedIn } from '../src/services/unconfirmed.ts'

const SHOWN = 10

export const resendCommand = defineCommand({
  id: 'resend',
  name: '重发',
  aliases: ['未确认', '重新发送'],
  summary: '看平台没有确认收下的消息，再发一次',
  usage: ['重发', '重发 25'],
  examples: [{ text: '重发', in: 'private', as: 'office' }],
  who: ['office', 'admin'],
  where: 'private',
  args: z.object({ number: z.number().int().nullable() }),
  read: words({ number: optional(aNumber('消息编号', '25')) }),
  run: async (ctx, { number }) => ({ card: number === null ? await list(ctx) : await again(ctx, number) }),
})

async function list({ tx, district }: Context): Promise<Card> {
  const all = await unconfirmedIn(tx, district.id)
  if (all.length === 0) return say('没有未确认的消息，都送到平台了', { tone: 'good' })
  const rest = all.length - SHOWN
  return say(`${all.length} 条消息未确认送达或被平台拒收`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'list',
        items: all.slice(0, SHOWN).map(({ id, card, to, owedAt, refusal }) => ({
          text: `${id} 给${to}：${card.title}`,
          detail: `${showDayTime(owedAt)}，${refusal === null ? '平台没有回音，可能已经送到' : `拒收：${refusal}`}`,
        })),
      },
      { kind: 'note', text: `没有回音的，先问一声对方收到没有，没收到再重发${rest > 0 ? `；另有 ${rest} 条` : ''}` },
    ],
    actions: all.slice(0, 3).map(({ id }) => button(`重发 ${id}`)),
  })
}

async function again(ctx: Context, number: number): Promise<Card> {
  const [message] = await unconfirmedIn(ctx.tx, ctx.district.id, number)
  const outcome = message === undefined ? 'settled' : await resend(ctx.tx, number, ctx.now)
  if (message === undefined || outcome === 'settled') {
    throw new UserError(`${number} 号消息不在未确认之列。发“重发”看有哪些`, ['重发'])
  }
  if (outcome === 'passed') throw new UserError(`${number} 号消息已经过了用处，不再发`)
  await ctx.audit({
    subject: 'outbox',
    subjectId: number,
    before: { state: message.refusal === null ? 'UNCONFIRMED' : 'REFUSED' },
    after: { state: 'OWED' },
  })
  return say(`正在重发给${message.to}：${message.card.title}`)
}
