import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { monthNumber, monthOf, showTenDayShort, type TenDay } from '../src/domain/period.ts'
import { type Burden, burdenOfMonth, burdenOfTenDay, ESTIMATE } from '../src/services/burden.ts'
import { lastAsked } from '../src/services/periods.ts'

/** Two months of 旬: what fits a phone. */
const PERIODS = 6

export const burdenCommand = defineCommand({
  id: 'burden',
  name: '减负账',
  aliases: ['减负', '负担'],
  summary: '近几旬发了多少消息、请人填了多少项、估计用时',
  usage: ['减负账'],
  examples: [{ text: '减负账', in: 'private', as: 'office' }],
  who: ['office', 'admin'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  run: async (ctx) => ({ card: await account(ctx), discreet: true }),
})

async function account(ctx: Context): Promise<Card> {
  const { tx, district } = ctx
  const periods = await lastAsked(tx, district.id, PERIODS)
  const [newest] = periods
  if (newest === undefined) return say('还没有发过填报提醒，没有账可算')
  const burdens: Row[] = []
  for (const period of periods) {
    burdens.push({ label: showTenDayShort(period), burden: await burdenOfTenDay(tx, district.id, period) })
  }
  const months = [...new Set(periods.map(monthOf))]
  for (const month of months) {
    const burden = await burdenOfMonth(tx, district.id, month)
    burdens.push({ label: `${monthNumber(month)}月合计`, burden })
  }
  const opinions = await tx.suggestion.count({ where: { districtId: district.id } })
  const notes = [
    '消息：主动发给个人的私聊；群：群里的通报',
    `${ESTIMATE}，是所有人合计`,
    `收到意见 ${opinions} 条${opinions === 0 ? '' : '，发“提意见”查看'}`,
  ]
  return say(headline(newest, burdens[0]?.burden), {
    blocks: [tableOf(burdens), { kind: 'note', text: notes.join('\n') }],
  })
}

interface Row {
  readonly label: string
  readonly burden: Burden
}

function headline(period: TenDay, burden: Burden | undefined): string {
  const { messages, fields, minutes } = burden ?? { messages: 0, fields: 0, minutes: 0 }
  return `减负账：${showTenDayShort(period)}发给个人 ${messages} 条，请填 ${fields} 项，约 ${minutes} 分钟`
}

function tableOf(rows: readonly Row[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: '期' },
      { title: '消息', align: 'right' },
      { title: '提醒', align: 'right' },
      { title: '群', align: 'right' },
      { title: '请填', align: 'right' },
      { title: '分钟', align: 'right' },
    ],
    rows: rows.map(({ label, burden: { messages, reminders, groupPosts, fields, minutes } }) => [
      label,
      ...[messages, reminders, groupPosts, fields, minutes].map(String),
    ]),
  }
}
