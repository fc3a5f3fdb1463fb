import { z } from 'zod'
import { type Card, say } from '../src/chat/card.ts'
import { defineCommand, type OpenContext, type Reading } from '../src/chat/command.ts'
import { UserError } from '../src/errors.ts'
import { bindByAdmin, release } from '../src/services/binding-admin.ts'
import { districtToBind, findPerson } from '../src/services/binding-find.ts'
import { bindGroup } from '../src/services/binding-group.ts'
import { readBindLine } from '../src/services/binding-line.ts'
import { askToBeBound, decide, showOwn } from '../src/services/binding-request.ts'
import { bindRobot } from '../src/services/binding-robot.ts'

const modes = ['request', 'account', 'group', 'robot', 'approve', 'refuse', 'release', 'show'] as const

/** Ids only: neither names nor phone numbers are kept with the message. */
const args = z.object({
  mode: z.enum(modes),
  person: z.number().int().nullable(),
  /** The district of the person, or the one that a group is bound to. */
  district: z.number().int().nullable(),
  account: z.string().nullable(),
  /** A group robot's address: the router keeps nothing of a line that holds one. */
  url: z.string().nullable(),
  group: z.string().nullable(),
  use: z.enum(['dispatch', 'query', 'none']).nullable(),
  request: z.number().int().nullable(),
  reason: z.string().nullable(),
})
type Args = z.infer<typeof args>

const NOTHING = {
  person: null,
  district: null,
  account: null,
  url: null,
  group: null,
  use: null,
  request: null,
  reason: null,
}

export const bindCommand = defineCommand({
  id: 'bind',
  name: '绑定',
  aliases: ['同意绑定', '不同意绑定', '解除绑定'],
  summary: '绑定身份；管理员绑定群、替人绑定',
  usage: [
    '绑定 姓名 单位（或登记的手机号）',
    '同意绑定 3；不同意绑定 3 原因（项目办）',
    '绑定 @某人 姓名；解除绑定 姓名（管理员）',
    '在群里发：绑定 调度群／查询群／不绑定（管理员）',
    '绑定 群机器人 地址 群名；解除绑定 群机器人 群名（企业微信，管理员私聊）',
  ],
  examples: [
    { text: '绑定', in: 'private', as: 'liaison' },
    { text: '绑定 演示王联络 产业园', in: 'private', as: 'stranger' },
    { text: '绑定 查询群', in: 'group', as: 'admin' },
  ],
  who: ['stranger'],
  where: 'anywhere',
  needs: 'nothing',
  args,
  read: async (line, ctx) => {
    const { speaker, mentions, place } = ctx
    const inGroup = place.kind === 'group'
    const said = readBindLine({ ...line, platform: speaker.platform, mentions, inGroup })
    switch (said.mode) {
      case 'show':
        return read({ mode: 'show' })
      case 'approve':
      case 'refuse':
        return said.request === null
          ? wrong(`请写明申请的编号，例如：${line.alias} 3${said.mode === 'refuse' ? ' 原因' : ''}`)
          : read(said)
      case 'group':
        return inGroup
          ? read({ mode: 'group', use: said.use, district: await districtToBind(ctx, said) })
          : wrong('绑定群请在那个群里发：绑定 调度群')
      case 'robot':
        return inGroup
          ? wrong('群机器人的地址等于密码，请在群里撤回这条，私聊我发：绑定 群机器人 地址 群名')
          : read({ mode: 'robot', url: said.url, group: said.group })
      case 'request':
        if (inGroup) return wrong('绑定身份请私聊我发：绑定 姓名 单位')
        break
      case 'account':
      case 'release':
        break
    }
    const found = await findPerson(ctx, said, line.alias)
    if ('card' in found) return { ok: false, card: found.card }
    const account = said.mode === 'account' ? `${said.account.platform}:${said.account.id}` : null
    return read({ mode: said.mode, person: found.personId, district: found.districtId, account })
  },
  run: async (ctx, said) => {
    const { mode, person, district, account, use, request, reason, url, group } = said
    if (mode === 'show') return { card: await showOwn(ctx), discreet: true }
    if (mode === 'group') return { card: await bindGroup(ctx, use, needed(district)), replace: true }
    if (mode === 'robot') return { card: await bindRobot(ctx, { url, group }) }
    if (mode === 'approve' || mode === 'refuse') {
      return { card: await decide(ctx, needed(request), { agreed: mode === 'approve', reason }), replace: true }
    }
    const who = { personId: needed(person), districtId: needed(district) }
    return { card: await about(ctx, mode, who, account) }
  },
})

async function about(
  ctx: OpenContext,
  mode: 'request' | 'account' | 'release',
  who: { personId: number; districtId: number },
  account: string | null,
): Promise<Card> {
  if (mode === 'request') return await askToBeBound(ctx, who)
  if (mode === 'release') return await release(ctx, who)
  return await bindByAdmin(ctx, who, account ?? '')
}

function read(some: Partial<Args> & { mode: Args['mode'] }): Reading<Args> {
  return { ok: true, value: { ...NOTHING, ...some } }
}

function wrong(sentence: string): Reading<Args> {
  return { ok: false, card: say(sentence, { tone: 'warning' }) }
}

function needed(value: number | null): number {
  if (value === null) throw new UserError('没有看懂，请发“帮助 绑定”看写法。', ['帮助 绑定'])
  return value
}
