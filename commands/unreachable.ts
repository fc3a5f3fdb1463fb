import { z } from 'zod'
import { oneOf, optional, words } from '../src/chat/arguments.ts'
import { type Block, button, type Card, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { showRole } from '../src/domain/roles.ts'
import { unconfirmedIn } from '../src/services/unconfirmed.ts'
import { dispatchGroupShut, type Shut, shutDoors } from '../src/services/unreachable.ts'

const LISTED = 15
const ALL = '未接通 全部'
const GROUP_SHUT = '调度群能问不能推，通报发不进去。请在群里添加群机器人，再私聊我发：绑定 群机器人 地址 群名'

const WHY: Readonly<Record<Shut['why'], string>> = {
  unbound: '没有绑定',
  'never-wrote': '还没有私聊过企业微信机器人',
  refused: '平台发不到',
  'no-door': '企业微信没有配置能私聊推送的通道',
}
/** What opens the door, for each reason why it is shut. */
const WAY: Readonly<Record<Shut['why'], string>> = {
  unbound:
    '没有绑定的，请本人私聊机器人发“绑定 姓名 单位”。领导可由管理员发“绑定 @某人 姓名”，企业微信发“绑定 wecom:账号 姓名”',
  'never-wrote': '没有私聊过的，请本人私聊机器人随便发一句话，例如“你好”，以后的提醒就能到',
  refused: '平台发不到的，请先把他加进应用（机器人）的可见范围，再请他私聊机器人随便发一句话',
  'no-door':
    '请负责服务器的同事配置自建应用，或把智能机器人改成长连接；在这之前，本人私聊机器人发一句话，能看到等着的消息',
}

export const unreachableCommand = defineCommand({
  id: 'unreachable',
  name: '未接通',
  aliases: ['联系不上', '没接通'],
  summary: '机器人私聊不到谁，怎么接通',
  usage: ['未接通', ALL],
  examples: [
    { text: '未接通', in: 'private', as: 'office' },
    { text: ALL, in: 'private', as: 'office' },
  ],
  who: ['office', 'admin'],
  where: 'anywhere',
  args: z.object({ all: z.literal(true).nullable() }),
  read: words({ all: optional(oneOf('范围', { 全部: true } as const)) }),
  run: async ({ tx, district, today }, { all }) => {
    const people = await shutDoors(tx, district.id, today)
    const unsure = await unconfirmedIn(tx, district.id)
    const groupShut = await dispatchGroupShut(tx, district.id)
    return {
      card: card(all === null ? oneByOne(people) : byUnit(people), people, unsure.length, groupShut),
      discreet: true,
    }
  },
})

function card(lists: readonly Block[], people: readonly Shut[], unsure: number, groupShut: boolean): Card {
  const title = people.length === 0 ? '花名册上的人都能私聊到' : `还有 ${people.length} 人没有接通，收不到私聊`
  return say(title, {
    tone: people.length + unsure > 0 || groupShut ? 'warning' : 'good',
    blocks: [
      ...lists,
      ...(people.length > 0 ? [{ kind: 'note' as const, text: waysFor(people) }] : []),
      ...(groupShut ? [{ kind: 'text' as const, text: GROUP_SHUT }] : []),
      ...(unsure > 0 ? [{ kind: 'text' as const, text: `另有 ${unsure} 条消息未确认送达或被平台拒收` }] : []),
    ],
    actions: [
      ...(people.length > LISTED ? [button('全部名单', ALL)] : []),
      ...(unsure > 0 ? [button('看未确认', '重发')] : []),
    ],
  })
}

function oneByOne(people: readonly Shut[]): Block[] {
  if (people.length === 0) return []
  return [
    {
      kind: 'list',
      items: people.slice(0, LISTED).map(({ name, unit, roles, why, waiting }) => ({
        text: `${name}（${[unit, ...roles.map(showRole)].filter((part) => part !== null).join(' ')}）`,
        detail: `${WHY[why]}${waiting > 0 ? `，有 ${waiting} 条消息等着` : ''}`,
      })),
      ...(people.length > LISTED ? { more: { count: people.length - LISTED, action: ALL } } : {}),
    },
  ]
}

/** Every name, a line for each unit. */
function byUnit(people: readonly Shut[]): Block[] {
  return reasonsOf(people).flatMap((reason): Block[] => {
    const own = people.filter(({ why }) => why === reason)
    const units = [...new Set(own.map(({ unit }) => unit))]
    return [
      { kind: 'text', text: `${WHY[reason]}：${own.length} 人` },
      {
        kind: 'list',
        items: units.map((unit) => ({
          text: unit ?? '不在单位任职',
          detail: own.flatMap((one) => (one.unit === unit ? [one.name] : [])).join('、'),
        })),
      },
    ]
  })
}

function waysFor(people: readonly Shut[]): string {
  return `接通办法：\n${reasonsOf(people)
    .map((reason) => WAY[reason])
    .join('\n')}`
}

function reasonsOf(people: readonly Shut[]): Shut['why'][] {
  return [...new Set(people.map(({ why }) => why))]
}
