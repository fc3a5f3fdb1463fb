/** Binding a group to a district: 调度群 (one a district, notices go there), 查询群, or not at all. */
import { auditIn } from '../chat/audit-in.ts'
import { button, type Card, say } from '../chat/card.ts'
import type { OpenContext } from '../chat/command.ts'
import { UserError } from '../errors.ts'
import { ChatUse } from '../generated/prisma/enums.ts'
import type { GroupUse } from './binding-line.ts'
import { bindChat, dispatchChat } from './chats.ts'
import { rolesIn } from './people.ts'

const IN_DATABASE = { dispatch: ChatUse.DISPATCH, query: ChatUse.QUERY, none: ChatUse.NONE } as const
const NAMES = { dispatch: '调度群', query: '查询群' } as const

/** Binds the group of the message. `use` null (绑定 alone): 调度群 if the district has none yet, else 查询群. */
export async function bindGroup(ctx: OpenContext, use: GroupUse | null, districtId: number): Promise<Card> {
  const { tx, speaker, today, place, now } = ctx
  const bound = await tx.chat.findUniqueOrThrow({ where: { id: place.chatId } })
  for (const id of [districtId, bound.districtId ?? districtId]) {
    if (!(await rolesIn(tx, speaker, id, today)).has('admin')) throw new UserError('只有本区管理员可以绑定群。')
  }
  const district = await tx.district.findUniqueOrThrow({ where: { id: districtId }, select: { name: true } })
  const holder = await dispatchChat(tx, districtId)
  const free = holder === null || holder.id === bound.id
  const chosen = use ?? (free ? 'dispatch' : 'query')
  if (chosen === 'dispatch' && !free) {
    throw new UserError(
      `${district.name}已有调度群“${holder.name ?? '未命名'}”，一区一个。要换群请先在那个群里发：绑定 不绑定`,
      ['绑定 查询群'],
    )
  }
  await bindChat(tx, bound.id, { districtId, use: IN_DATABASE[chosen], personId: speaker.personId, at: now })
  await auditIn(ctx, 'bind', districtId, {
    subject: 'chat',
    subjectId: bound.id,
    before: { use: bound.use, districtId: bound.districtId },
    after: { use: IN_DATABASE[chosen], districtId: chosen === 'none' ? null : districtId },
  })
  if (chosen === 'none') return say('好的，这个群不绑定。需要时请管理员在群里发：绑定')
  return say(`这个群已绑定为${district.name}${NAMES[chosen]}`, {
    tone: 'good',
    blocks: [
      {
        kind: 'note',
        text: chosen === 'dispatch' ? '旬调度通报会发在这里。群里只查询，填报请私聊。' : '可以在这里查询，不发通报。',
      },
    ],
    actions: [button('总览'), button('帮助')],
  })
}
