import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, button, type Card, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { showRole } from '../src/domain/roles.ts'
import { unconfirmedIn } from '../src/services/unconfirmed.ts'
import { dispatchGroupShut, type Shut, shutDoors } from '../src/services/unreachable.ts'

const LISTED = 15
const GROUP_SHUT = '调度群能问不能推，通报发不进去。请在群里添加群机器人，再私聊我发：绑定 群机器人 地址 群名'

export const unreachableCommand = defineCommand({
  id: 'unreachable',
  name: '未接通',
  aliases: ['联系不上', '没接通'],
  summary: '机器人私聊不到谁，怎么接通',
  usage: ['未接通'],
  examples: [{ text: '未接通', in: 'private', as: 'office' }],
  who: ['office', 'admin'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  run: async ({ tx, district, today }) => {
    const people = await shutDoors(tx, district.id, today)
    const unsure = await unconfirmedIn(tx, district.id)
    const groupShut = await dispatchGroupShut(tx, district.id)
    return { card: card(people, unsure.length, groupShut), discreet: true }
  },
})

function card(people: readonly Shut[], unsure: number, groupShut: boolean): Card {
  const blocks: Block[] = []
  if (people.length > 0) {
    blocks.push({
      kind: 'list',
      items: people.slice(0, LISTED).map(({ name, unit, roles, why, waiting }) => ({
        text: `${name}（${[unit, ...roles.map(showRole)].filter((part) => part !== null).join(' ')}）`,
        detail: `${why}${waiting > 0 ? `，有 ${waiting} 条消息等着` : ''}`,
      })),
      ...(people.length > LISTED ? { more: { count: people.length - LISTED, action: '人员' } } : {}),
    })
    blocks.push({
      kind: 'note',
      text: '接通办法：请他私聊机器人发“绑定 姓名 单位”；已绑定的，请他随便发一句话。领导可由管理员发“绑定 @某人 姓名”。',
    })
  }
  const title = people.length === 0 ? '花名册上的人都能私聊到' : `还有 ${people.length} 人没有接通，收不到私聊`
  return say(title, {
    tone: people.length + unsure > 0 || groupShut ? 'warning' : 'good',
    blocks: [
      ...blocks,
      ...(groupShut ? [{ kind: 'text' as const, text: GROUP_SHUT }] : []),
      ...(unsure > 0 ? [{ kind: 'text' as const, text: `另有 ${unsure} 条消息未确认送达或被平台拒收` }] : []),
    ],
    actions: unsure > 0 ? [button('看未确认', '重发')] : [],
  })
}
