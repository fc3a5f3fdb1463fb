import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { day, showFullDay } from '../src/domain/calendar-day.ts'
import { certificatesCard, fileCard, fileListCard, projectLine } from '../src/services/enterprise/file-card.ts'
import { fileFacts } from '../src/services/enterprise/file-facts.ts'
import { type FileAct, fileArgs, readFileLine } from '../src/services/enterprise/file-reading.ts'
import { enterpriseCalled } from '../src/services/enterprise/find.ts'
import { fileLink } from '../src/services/enterprise/link.ts'
import { fileLines } from '../src/services/enterprise/list.ts'
import { isOnlyContact, mustBeOwnEnterprise, onlyRaiser, ownOf } from '../src/services/enterprise/own.ts'
import {
  bindContact,
  enterCertificate,
  linkDoubts,
  linkProject,
  openFile,
  releaseContact,
  setCreditCode,
  setUnit,
} from '../src/services/enterprise/register.ts'
import { servesEnterprise } from '../src/services/enterprise/rights.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'

export const enterpriseCommand = defineCommand({
  id: 'enterprise',
  name: '企业',
  aliases: ['一企一档', '企业档案', '档案'],
  summary: '一企一档：企业的联系人、项目、证照、诉求、服务和回访',
  usage: [
    '企业；企业 绿邦',
    '企业 新增 简称 全称；企业 绿邦 项目 简称；企业 绿邦 联系人 姓名；企业 绿邦 单位 产业园',
    '企业 绿邦 证照 安全生产许可证 2026-09-30 编号 …；企业 绿邦 信用代码 …',
  ],
  examples: [
    { text: '企业', in: 'private', as: 'approval' },
    { text: '企业 绿邦', in: 'private', as: 'office' },
    { text: '一企一档', in: 'private', as: 'enterprise' },
    { text: '企业 新增 示例丁 示例丁材料公司（演示）', in: 'private', as: 'approval' },
  ],
  who: ['member', 'enterprise'],
  where: 'anywhere',
  args: fileArgs,
  subject: ({ act }) => ('enterprise' in act ? act.enterprise : null),
  read: readFileLine,
  confirm: async (ctx, { act }) =>
    act.kind === 'link'
      ? await linkDoubts(ctx, await enterpriseCalled(ctx, act.enterprise), await projectCalled(ctx, act.project))
      : [],
  // Names of contacts are nobody else's business: in a group it is answered in private.
  run: async (ctx, { act }) => ({ card: await carryOut(ctx, act), discreet: true }),
})

async function carryOut(ctx: Context, act: FileAct): Promise<Card> {
  switch (act.kind) {
    case 'list':
      return await list(ctx, act.from)
    case 'open': {
      const row = await openFile(ctx, act)
      return told(
        `已建档：${row.shortName} ${row.name}`,
        row.shortName,
        `登记项目请发：企业 ${row.shortName} 项目 简称`,
      )
    }
    default:
      return await ofEnterprise(ctx, act)
  }
}

async function ofEnterprise(ctx: Context, act: Exclude<FileAct, { kind: 'list' | 'open' }>): Promise<Card> {
  const enterprise = await enterpriseCalled(ctx, act.enterprise)
  await mustBeOwnEnterprise(ctx, enterprise)
  const name = enterprise.shortName
  switch (act.kind) {
    case 'show':
      return await one(ctx, name)
    case 'projects':
      return await projects(ctx, name)
    case 'certificates': {
      const facts = await fileFacts(ctx.tx, enterprise, ctx.today, onlyRaiser(ctx.speaker))
      return certificatesCard(facts, ctx.today)
    }
    case 'link': {
      await linkProject(ctx, enterprise, await projectCalled(ctx, act.project))
      return told(`${act.project} 已登记到${name}的档案`, name)
    }
    case 'unit':
      await setUnit(ctx, enterprise, act.unit)
      return told(`${name}的服务单位是${act.unit}`, name)
    case 'bind':
      return told(`${await bindContact(ctx, enterprise, act.person)} 已登记为${name}的联系人`, name)
    case 'release':
      return told(`${await releaseContact(ctx, enterprise, act.person)} 从今天起不再是${name}的联系人`, name)
    case 'code':
      await setCreditCode(ctx, enterprise, act.code)
      return told(`已登记${name}的信用代码`, name)
    case 'certificate': {
      const expiresOn = day(act.expiresOn)
      await enterCertificate(ctx, enterprise, { name: act.name, expiresOn, number: act.number })
      const when = showFullDay(expiresOn)
      return told(`已登记${name}的${act.name}，${when}到期`, name, '到期前 30 天、7 天会提醒专员和企业联系人')
    }
  }
}

async function list(ctx: Context, from: number): Promise<Card> {
  if (!isOnlyContact(ctx.speaker)) return fileListCard(await fileLines(ctx, null), from)
  const { enterpriseIds } = await ownOf(ctx)
  const rows = await fileLines(ctx, enterpriseIds)
  const [only, ...others] = rows
  if (only === undefined) return say('您还没有登记到企业，请联系帮代办专员', { tone: 'warning' })
  return others.length === 0 ? await one(ctx, only.shortName) : fileListCard(rows, from)
}

async function one(ctx: Context, shortName: string): Promise<Card> {
  const enterprise = await enterpriseCalled(ctx, shortName)
  const serves = !isOnlyContact(ctx.speaker) && (await servesEnterprise(ctx, enterprise.id))
  // In a group the answer goes to the person in private, but a door may have none: no phones then.
  const phones = serves && ctx.place.kind === 'private'
  const raiser = onlyRaiser(ctx.speaker)
  return fileCard(await fileFacts(ctx.tx, enterprise, ctx.today, raiser), ctx.today, {
    serves,
    phones,
    // The page shows everybody's demands, and a contact reads the own ones.
    link: raiser === null ? await fileLink(ctx, enterprise.id) : null,
  })
}

async function projects(ctx: Context, shortName: string): Promise<Card> {
  const enterprise = await enterpriseCalled(ctx, shortName)
  const facts = await fileFacts(ctx.tx, enterprise, ctx.today, onlyRaiser(ctx.speaker))
  return say(`${shortName} 的项目 ${facts.projects.length} 个`, {
    blocks: [
      {
        kind: 'list',
        items: facts.projects.map((row) => ({ text: row.project.shortName, detail: projectLine(row) })),
      },
    ],
    actions: [button('企业档案', `企业 ${shortName}`)],
  })
}

function told(title: string, shortName: string, note?: string): Card {
  return say(title, {
    tone: 'good',
    blocks: note === undefined ? [] : [{ kind: 'note', text: note }],
    actions: [button('企业档案', `企业 ${shortName}`)],
  })
}
