/** A 群机器人 pushes to one group of WeCom; its address is bound to the group by an administrator, in private. */
import { randomUUID } from 'node:crypto'
import { auditIn } from '../chat/audit-in.ts'
import { type Card, say } from '../chat/card.ts'
import type { OpenContext } from '../chat/command.ts'
import { hookAddress } from '../domain/wecom-address.ts'
import { UserError } from '../errors.ts'
import { type Chat, ChatKind, ChatUse, Platform } from '../generated/prisma/client.ts'
import { ownDistricts } from './binding-find.ts'
import { dispatchChat } from './chats.ts'
import { wecomReach } from './reach.ts'

interface Robot {
  /** Null: the group has none any more. */
  readonly url: string | null
  readonly group: string | null
}

const HOW = '绑定 群机器人 地址 群名'

/** 绑定 群机器人 地址 群名, 解除绑定 群机器人 群名. The answer never shows the address. */
export async function bindRobot(ctx: OpenContext, { url, group }: Robot): Promise<Card> {
  const districtId = await ownDistrict(ctx)
  const address = url === null ? null : await checkedAddress(ctx, url)
  if (group === null) throw new UserError(`请写上群名，例如：${url === null ? '解除绑定 群机器人 调度群' : HOW}`)
  const chat = await groupCalled(ctx, districtId, group, address !== null)
  const { use } = await ctx.tx.chat.update({
    where: { id: chat.id },
    data: { pushUrl: address, name: chat.name ?? group },
    select: { use: true },
  })
  await auditIn(ctx, 'bind', districtId, {
    subject: 'chat',
    subjectId: chat.id,
    before: { robot: chat.pushUrl !== null },
    after: { robot: address !== null },
  })
  const kind = use === ChatUse.DISPATCH ? '调度群' : '查询群'
  if (address === null) return say(`已解除“${chat.name ?? group}”的群机器人`)
  return say(`${kind}“${chat.name ?? group}”已接上群机器人`, {
    tone: 'good',
    blocks: [
      {
        kind: 'note',
        text: `通报会由它发到群里。地址等于密码，这里没有留存原话，请您也撤回那条消息。绑错了发：解除绑定 群机器人 ${chat.name ?? group}`,
      },
    ],
  })
}

async function ownDistrict(ctx: OpenContext): Promise<number> {
  const own = await ownDistricts(ctx, ['admin'])
  const districts = await ctx.tx.district.findMany({
    where: { activatedAt: { not: null }, ...(own === null ? {} : { id: { in: [...own] } }) },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const here = districts.find(({ id }) => id === ctx.district?.id)
  const [only, ...others] = districts
  const chosen = here ?? (others.length === 0 ? only : undefined)
  if (chosen !== undefined) return chosen.id
  throw new UserError(
    own?.length === 0 ? '只有本区管理员可以绑定群机器人。' : '没有可以绑定的区。请先私聊我发：认领管理员 区名',
  )
}

async function checkedAddress({ tx }: OpenContext, url: string): Promise<string> {
  const reach = await wecomReach(tx)
  if (reach === null)
    throw new UserError('企业微信还没有接上。请负责服务器的同事先在 .env 里填 WECOM_CORP_ID，再重新启动。')
  const address = hookAddress(url, reach.baseUrl)
  if (address !== null) return address.href
  throw new UserError(`这不是企业微信群机器人的地址。请在群设置里添加群机器人，复制它的地址，再发：${HOW}`)
}

/**
 * The group of that name; else the 调度群 or the only group still without a name; else, for a robot in a group that the
 * bot never heard of, a new one.
 */
async function groupCalled(ctx: OpenContext, districtId: number, name: string, mayMake: boolean): Promise<Chat> {
  const { tx, speaker, now } = ctx
  const chats = await tx.chat.findMany({
    where: { districtId, platform: Platform.WECOM, kind: ChatKind.GROUP, goneAt: null, use: { not: ChatUse.NONE } },
    orderBy: { id: 'asc' },
  })
  const called = chats.find((chat) => chat.name === name)
  if (called !== undefined) return called
  const dispatch = chats.find((chat) => chat.use === ChatUse.DISPATCH)
  if (dispatch !== undefined && name === '调度群') return dispatch
  const nameless = chats.filter((chat) => chat.name === null && chat.pushUrl === null)
  const [only, ...others] = nameless
  if (mayMake && only !== undefined && others.length === 0) return only
  const names = chats.flatMap((chat) => (chat.name === null ? [] : [`“${chat.name}”`]))
  if (!mayMake) throw new UserError(`没有叫“${name}”的群。${names.length > 0 ? `有：${names.join('、')}` : ''}`)
  const holder = await dispatchChat(tx, districtId)
  if (holder !== null) {
    throw new UserError(
      `本区已有调度群“${holder.name ?? '未命名'}”，一区一个。要给它接群机器人请发：绑定 群机器人 地址 ${holder.name ?? '调度群'}；要换群请先在那个群里发：绑定 不绑定`,
    )
  }
  return await tx.chat.create({
    data: {
      platform: Platform.WECOM,
      externalId: `robot:${randomUUID()}`,
      kind: ChatKind.GROUP,
      name,
      districtId,
      use: ChatUse.DISPATCH,
      boundBy: speaker.personId,
      boundAt: now,
    },
  })
}
