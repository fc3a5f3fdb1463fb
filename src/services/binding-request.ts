/** 绑定 姓名 单位: somebody asks to be a person of the roster; 项目办 agrees or not. */
import { auditIn } from '../chat/audit-in.ts'
import { button, type Card, say } from '../chat/card.ts'
import type { OpenContext, Push } from '../chat/command.ts'
import { showStanding } from '../chat/permission.ts'
import { strangerCard } from '../chat/standard-cards.ts'
import { showRole } from '../domain/roles.ts'
import { UserError } from '../errors.ts'
import { RequestState } from '../generated/prisma/enums.ts'
import { decideRequest, requestBinding, takeOwnPlace } from './binding.ts'
import { decidersOf, targetKey } from './deciders.ts'
import { postsOf, rolesIn } from './people.ts'

interface Who {
  readonly personId: number
  readonly districtId: number
}

/** What the account is bound to, or how to bind it. */
export async function showOwn(ctx: OpenContext): Promise<Card> {
  const { speaker, tx } = ctx
  if (speaker.personId === null) {
    const waiting = await tx.bindRequest.findFirst({
      where: { identityId: speaker.identityId, state: RequestState.PENDING },
    })
    return waiting === null ? strangerCard() : say('您的绑定申请在等项目办确认，确认后会私聊告诉您。')
  }
  const unit = await tx.unit.findMany({ where: { id: { in: [...speaker.unitIds] } }, select: { name: true } })
  return say(`您已绑定：${speaker.name}`, {
    blocks: [
      {
        kind: 'fields',
        items: [
          { label: '身份', value: showStanding(ctx) },
          { label: '单位', value: unit.map(({ name }) => name).join('、') || '—' },
          { label: '区', value: ctx.district?.name ?? '—' },
        ],
      },
      { kind: 'note', text: '不是本人或换了单位，请找本区项目办。' },
    ],
  })
}

/** Asks 项目办 to confirm; an administrator of the district needs nobody's word but his own. */
export async function askToBeBound(ctx: OpenContext, who: Who): Promise<Card> {
  const { tx, speaker, today } = ctx
  const identity = await tx.platformIdentity.findUniqueOrThrow({ where: { id: speaker.identityId } })
  const person = await tx.person.findUniqueOrThrow({ where: { id: who.personId }, select: { id: true, name: true } })
  if ((await rolesIn(tx, speaker, who.districtId, today)).has('admin') && identity.personId !== person.id) {
    await takeOwnPlace(ctx, identity, person, who.districtId)
    await recordBound(ctx, who.districtId, identity.id, identity.personId, person.id)
    return say(`已绑定：您是${person.name}`, { tone: 'good', actions: [button('帮助')] })
  }
  const outcome = await requestBinding(ctx, identity, who)
  switch (outcome.kind) {
    case 'own':
      return say(`您已经绑定为${person.name}。`, { actions: [button('帮助')] })
    case 'other':
      return say(`这个账号已经绑定为${outcome.name}。要改绑请找本区项目办。`, { tone: 'warning' })
    case 'taken':
      await reportSecondClaim(ctx, who, person.name)
      return say('这个人已有别的账号绑定或正在申请，没有受理，已告知项目办。换了账号请联系项目办。', {
        tone: 'warning',
      })
    case 'waiting':
      return say('您的申请在等项目办确认，确认后会私聊告诉您，不用重发。')
    case 'made':
      await askDeciders(ctx, who, person.name, outcome.id)
      return say('已提交，等项目办确认', { blocks: [{ kind: 'note', text: '确认后会私聊告诉您，不用重发。' }] })
  }
}

async function askDeciders(ctx: OpenContext, who: Who, name: string, id: number): Promise<void> {
  const { speaker } = ctx
  const account = speaker.name === '您' ? '一个账号' : `账号“${speaker.name}”`
  const card = say(`${account}申请绑定为：${name}${await postText(ctx, who)}`, {
    blocks: [{ kind: 'note', text: `请核对是不是本人。也可以回：同意绑定 ${id}，或 不同意绑定 ${id} 原因` }],
    actions: [button('同意', `同意绑定 ${id}`, 'primary'), button('不同意', `不同意绑定 ${id}`)],
  })
  await tellDeciders(ctx, who.districtId, { key: `bind-request:${id}`, card })
}

async function reportSecondClaim(ctx: OpenContext, who: Who, name: string): Promise<void> {
  const card = say(`又有一个账号申请绑定为${name}，已拒绝`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'text',
        text: `账号显示名：${ctx.speaker.name}\n本人换了账号的，先发“解除绑定 ${name}”，再请他重新申请。`,
      },
    ],
  })
  const key = `bind-second:${who.personId}:${ctx.speaker.identityId}:${ctx.today}`
  await tellDeciders(ctx, who.districtId, { key, card })
}

async function tellDeciders(
  ctx: OpenContext,
  districtId: number,
  { key, card }: Pick<Push, 'key' | 'card'>,
): Promise<void> {
  for (const to of await decidersOf(ctx.tx, districtId, ctx.today)) {
    await ctx.owe({ to, key: `${key}:to:${targetKey(to)}`, card })
  }
}

/** '（示例镇 联络员）' */
async function postText({ tx, today }: OpenContext, { personId, districtId }: Who): Promise<string> {
  const posts = (await postsOf(tx, personId, today)).filter((post) => post.districtId === districtId)
  const shown = posts.map(({ unit, role }) => [unit?.shortName, showRole(role)].filter(Boolean).join(' '))
  return shown.length === 0 ? '' : `（${shown.join('、')}）`
}

/** 项目办 or an administrator of the request's own district decides; the one who asked hears of it. */
export async function decide(
  ctx: OpenContext,
  id: number,
  { agreed, reason }: { agreed: boolean; reason: string | null },
): Promise<Card> {
  const { tx, speaker, today } = ctx
  const request = await tx.bindRequest.findUnique({
    where: { id },
    include: { identity: true, person: { select: { name: true } }, district: { select: { name: true } } },
  })
  if (request === null) throw new UserError(`没有第 ${id} 号绑定申请。`)
  const roles = await rolesIn(tx, speaker, request.districtId, today)
  if (!roles.has('office') && !roles.has('admin')) throw new UserError('只有本区项目办和管理员可以确认绑定。')
  await decideRequest(ctx, id, { agreed, by: speaker.personId, reason })
  if (agreed) await recordBound(ctx, request.districtId, request.identityId, null, request.personId)
  const chat = await tx.chat.findUnique({
    where: { platform_externalId: { platform: request.identity.platform, externalId: request.identity.externalId } },
  })
  const { name } = request.person
  if (chat !== null) {
    const card = agreed
      ? say(`已绑定：您是${request.district.name}的${name}`, {
          tone: 'good',
          actions: [button('我的项目'), button('帮助')],
        })
      : say(`绑定申请没有通过${reason === null ? '' : `：${reason}`}`, {
          tone: 'warning',
          blocks: [{ kind: 'note', text: '请核对姓名和单位后重新发：绑定 姓名 单位' }],
        })
    await ctx.owe({ to: { chatId: chat.id }, key: `bind-request:${id}:decided`, card })
  }
  return agreed
    ? say(`已同意：${name} 绑定成功，已告诉本人。`, { tone: 'good' })
    : say(`已拒绝${name}的绑定申请，已告诉对方。`)
}

/** The audit of who an account is, before and after. */
export async function recordBound(
  ctx: OpenContext,
  districtId: number,
  identityId: number,
  before: number | null,
  after: number | null,
): Promise<void> {
  await auditIn(ctx, 'bind', districtId, {
    subject: 'identity',
    subjectId: identityId,
    before: { personId: before },
    after: { personId: after },
  })
}
