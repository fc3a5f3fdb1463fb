/** What an administrator does about other people's accounts: bind one, release one. */
import { button, type Card, say } from '../chat/card.ts'
import type { OpenContext } from '../chat/command.ts'
import { platformSchema } from '../chat/message.ts'
import { UserError } from '../errors.ts'
import { bindAccount, releaseAccounts } from './binding.ts'
import { ONLY_ADMIN } from './binding-find.ts'
import { recordBound } from './binding-request.ts'
import { postsOf, rolesIn } from './people.ts'

interface Who {
  readonly personId: number
  readonly districtId: number
}

/** 绑定 @某人 姓名, 绑定 feishu:ou_… 姓名. In a demo district whoever stands in the way gives way. */
export async function bindByAdmin(ctx: OpenContext, who: Who, account: string): Promise<Card> {
  const { tx, speaker, today } = ctx
  if (!(await rolesIn(tx, speaker, who.districtId, today)).has('admin')) throw new UserError(ONLY_ADMIN)
  const [platform, ...rest] = account.split(':')
  const { id, name, isDemo } = await personOf(ctx, who)
  const known = { platform: platformSchema.parse(platform), id: rest.join(':') }
  const district = await tx.district.findUniqueOrThrow({ where: { id: who.districtId }, select: { isDemo: true } })
  const before = await bindAccount(ctx, known, { id, name }, district.isDemo && isDemo)
  await recordBound(ctx, who.districtId, before.id, before.personId, id)
  return say(`已绑定：${before.displayName ?? account} 就是${name}`, {
    tone: 'good',
    blocks: [{ kind: 'note', text: `绑错了发：解除绑定 ${name}` }],
  })
}

/** 解除绑定 姓名: the person's accounts are nobody's again; the person stays on the roster. */
export async function release(ctx: OpenContext, who: Who): Promise<Card> {
  const { tx, speaker, today } = ctx
  const roles = await rolesIn(tx, speaker, who.districtId, today)
  if (!roles.has('admin') && !roles.has('office')) throw new UserError('只有本区项目办和管理员可以解除绑定。')
  const { id, name } = await personOf(ctx, who)
  // 项目办 looks after the roster, not after those who appoint it.
  const isAdmin = (await postsOf(tx, id, today)).some((post) => post.role === 'admin')
  if (isAdmin && !roles.has('admin')) throw new UserError('管理员的账号只有管理员可以解除。')
  const accounts = await tx.platformIdentity.findMany({ where: { personId: id }, select: { id: true } })
  if ((await releaseAccounts(tx, id)) === 0) throw new UserError(`${name} 没有绑定账号。`)
  for (const account of accounts) await recordBound(ctx, who.districtId, account.id, id, null)
  return say(`已解除${name}的绑定`, {
    blocks: [{ kind: 'note', text: `请${name}用新账号私聊机器人发：绑定 ${name} 单位` }],
    actions: [button('未接通')],
  })
}

async function personOf({ tx }: OpenContext, { personId }: Who) {
  return await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, name: true, isDemo: true },
  })
}
