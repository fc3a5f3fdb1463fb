import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { stagesOf } from '../src/documents/pictures/figure.ts'
import { UserError } from '../src/errors.ts'
import { isOnlyContact, mustBeOwnProject } from '../src/services/enterprise/own.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { projectPermitsCard } from '../src/services/permits/cards.ts'
import { catalogueOf } from '../src/services/permits/catalogue.ts'
import { changePermit, listPermits } from '../src/services/permits/change.ts'
import { mayChange } from '../src/services/permits/change-reading.ts'
import { districtPermits, districtPermitsCard } from '../src/services/permits/district-card.ts'
import { permitOf, permitsOf } from '../src/services/permits/find.ts'
import { permitCard } from '../src/services/permits/permit-card.ts'
import { permitArgs, readPermit } from '../src/services/permits/reading.ts'
import { mustDirect, STAFF, type Subject } from '../src/services/permits/rights.ts'
import { type FigureOf, stageFigureOf } from '../src/services/permits/stage-figure.ts'
import { withdrawDoubts } from '../src/services/permits/withdraw.ts'
import { keepPicture } from '../src/services/pictures.ts'

export const permitsCommand = defineCommand({
  id: 'permits',
  name: '手续',
  aliases: ['证照'],
  summary: '项目的手续办到哪一步；审批局、主管单位、经办人登记受理、暂停、办结',
  usage: [
    '手续 简称',
    '手续 绿邦 施工许可',
    '手续 绿邦 图（四个阶段的进度图）',
    '手续 绿邦 施工许可 受理 9月12日（不写日期就是今天）',
    '手续 绿邦 施工许可 暂停 补正；手续 绿邦 施工许可 恢复',
    '手续 绿邦 施工许可 办结 证号 XXXXXX',
    '手续 绿邦 施工许可 不予许可 原因；手续 绿邦 施工许可 不需要',
    '手续 绿邦 施工许可 撤回（撤回自己记的最后一步）',
    '手续 绿邦 施工许可 计划 10月20日；手续 绿邦 施工许可 经办 张三',
    '手续 绿邦 列入 必备；手续 绿邦 列入 环评、能评',
  ],
  examples: [
    { text: '手续 捣固焦', in: 'private', as: 'approval' },
    { text: '/手续 绿邦', in: 'group', as: 'unit' },
    { text: '手续 示例甲 防雷', in: 'private', as: 'liaison' },
    { text: '手续 示例甲 取水 受理 9月7日', in: 'private', as: 'approval' },
    { text: '手续 绿邦 图', in: 'private', as: 'leader' },
    { text: '手续', in: 'private', as: 'office' },
  ],
  // An enterprise sees the permits of its own projects (mustBeOwnProject).
  who: ['enterprise', ...STAFF],
  only: '手续只对本区工作人员和本企业开放',
  where: 'anywhere',
  args: permitArgs,
  subject: ({ project, permit }) => (project === null ? null : `${project} ${permit ?? ''}`),
  read: readPermit,
  confirm: async (ctx, { project: shortName, permit: name, change }) => {
    if (shortName === null || name === null || change?.kind !== 'withdraw') return []
    const subject = await subjectNamed(ctx, await projectCalled(ctx, shortName), name)
    await mayChange(ctx, subject)
    return withdrawDoubts(ctx, subject)
  },
  run: async (ctx, { project: shortName, permit: name, change, list, picture }) => {
    if (shortName === null) {
      if (isOnlyContact(ctx.speaker))
        throw new UserError('请写明本企业的项目，例如：手续 简称；看有哪些项目请发“企业”', ['企业'])
      return { card: districtPermitsCard(await districtPermits(ctx.tx, ctx.district.id, ctx), ctx) }
    }
    const project = await projectCalled(ctx, shortName)
    await mustBeOwnProject(ctx, project)
    if (list.length > 0) return { card: await putOnList(ctx, project, list) }
    if (name === null) {
      const card = projectPermitsCard(project, await permitsOf(ctx.tx, project.id), ctx)
      return { card: picture ? await withPicture(ctx, project, card) : card }
    }
    const subject = await subjectNamed(ctx, project, name)
    if (change === null) return { card: permitCard(subject, ctx) }
    await mayChange(ctx, subject)
    const title = await changePermit(ctx, subject, change)
    return {
      card: say(title, {
        tone: 'good',
        actions: [button('看这项手续', `手续 ${shortName} ${name}`), button('看全部手续', `手续 ${shortName}`)],
      }),
    }
  },
})

/** Drawn when it is sent (services/pictures.ts). A project without a list has nothing to draw. */
async function withPicture(ctx: Context, project: FigureOf, card: Card): Promise<Card> {
  const figure = await stageFigureOf(ctx.tx, project, ctx.today)
  if (figure === null) return card
  const name = `${project.shortName} 手续阶段图`
  const picture = { districtId: ctx.district.id, name, figure: stagesOf(figure), now: ctx.now }
  return { ...card, files: [await keepPicture(ctx.tx, picture)] }
}

async function subjectNamed(ctx: Context, project: Subject['project'], name: string): Promise<Subject> {
  const item = (await catalogueOf(ctx.tx, ctx.district.id)).find((one) => one.name === name)
  if (item === undefined) throw new Error('a permit left the catalogue while it was read')
  return { project, item, permit: await permitOf(ctx.tx, project.id, item.id) }
}

async function putOnList(ctx: Context, project: Subject['project'], names: readonly string[]): Promise<Card> {
  mustDirect(ctx, '列手续清单')
  const subjects: Subject[] = []
  for (const name of names) subjects.push(await subjectNamed(ctx, project, name))
  const fresh = await listPermits(ctx, subjects)
  const title =
    fresh.length === 0
      ? `这 ${names.length} 项都已在 ${project.shortName} 的手续清单里`
      : `已列入 ${project.shortName} 手续清单 ${fresh.length} 项`
  return say(title, {
    tone: 'good',
    blocks: [
      ...(fresh.length === 0 ? [] : [{ kind: 'text' as const, text: fresh.join('、') }]),
      { kind: 'note', text: `不需要办的请发：手续 ${project.shortName} 名称 不需要` },
    ],
    actions: [button('看全部手续', `手续 ${project.shortName}`)],
  })
}
