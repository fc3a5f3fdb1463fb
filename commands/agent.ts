import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showWay } from '../src/domain/agency.ts'
import { day, showDay } from '../src/domain/calendar-day.ts'
import { type AgentAct, agentArgs, readAgent } from '../src/services/enterprise/agent-reading.ts'
import { nameAgent } from '../src/services/enterprise/agents.ts'
import { agentsOf, showAgents } from '../src/services/enterprise/find.ts'
import { isOnlyContact, ownOf } from '../src/services/enterprise/own.ts'
import { recordService } from '../src/services/enterprise/records.ts'
import { requestCard, requestListCard, waysOn } from '../src/services/enterprise/request-cards.ts'
import {
  acceptRequest,
  askForHelp,
  finishRequest,
  openRequests,
  type RequestRow,
  requestNumbered,
  stopRequest,
} from '../src/services/enterprise/requests.ts'
import { serves } from '../src/services/enterprise/rights.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'

export const agentCommand = defineCommand({
  id: 'agent',
  name: '帮办',
  aliases: ['代办', '帮代办', '申请帮办'],
  summary: '帮代办：企业或联络员一句话申请，专员受理、记录、办结；指派 A、B 角',
  usage: [
    '帮办 绿邦 施工许可材料怎么准备',
    '帮办 3 受理；帮办 3 记录 上门 送材料清单；帮办 3 办结 已取证；帮办 3 终止 原因',
    '帮办 绿邦 派 张三；帮办 绿邦 派 李四 B角',
    '帮办（在办的）；帮办 绿邦 记录 电话 问了进度',
  ],
  examples: [
    { text: '帮办', in: 'private', as: 'approval' },
    { text: '帮办 示例甲 消防设计审查要哪些材料', in: 'private', as: 'enterprise' },
    { text: '代办 示例甲 施工许可变更怎么办', in: 'private', as: 'liaison' },
    { text: '帮办 绿邦 记录 电话 问了试生产手续的准备情况', in: 'private', as: 'approval' },
  ],
  who: ['member', 'enterprise'],
  where: 'private',
  args: agentArgs,
  read: readAgent,
  run: async (ctx, { act }) => ({ card: await carryOut(ctx, act) }),
})

async function carryOut(ctx: Context, act: AgentAct): Promise<Card> {
  switch (act.kind) {
    case 'list':
      return await list(ctx, act.from)
    case 'show': {
      const row = await requestNumbered(ctx, act.number)
      return await requestCard(ctx.tx, row, await mayWith(ctx, row))
    }
    case 'ask':
      return await asked(ctx, act.project, act.matter)
    case 'assign': {
      const project = await projectCalled(ctx, act.project)
      const name = await nameAgent(ctx, project, act.person, act.seat)
      return say(`${act.project} 的${act.seat}角是 ${name}，已告诉本人和企业`, {
        tone: 'good',
        blocks: [{ kind: 'note', text: `专员：${showAgents(await agentsOf(ctx.tx, project.id, ctx.today))}` }],
        actions: [button('看跟踪卡', `跟踪卡 ${act.project}`)],
      })
    }
    case 'accept': {
      const row = await acceptRequest(ctx, await requestNumbered(ctx, act.number))
      return await after(ctx, row, `已受理 ${row.id} 号帮办，由您办理`)
    }
    case 'finish': {
      const row = await finishRequest(ctx, await requestNumbered(ctx, act.number), act.result)
      return say(`${row.id} 号帮办已办结，已告诉企业`, {
        tone: 'good',
        blocks: [{ kind: 'text', text: act.result }],
        actions: [
          button('回访', `回访 ${row.project.shortName}`),
          button('看跟踪卡', `跟踪卡 ${row.project.shortName}`),
        ],
      })
    }
    case 'stop': {
      const row = await stopRequest(ctx, await requestNumbered(ctx, act.number), act.reason)
      return say(`${row.id} 号帮办已终止`, { blocks: [{ kind: 'text', text: act.reason }] })
    }
    case 'record':
      return await recorded(ctx, act)
  }
}

async function list(ctx: Context, from: number): Promise<Card> {
  const own = isOnlyContact(ctx.speaker) ? (await ownOf(ctx)).projects.map(({ id }) => id) : null
  return requestListCard(await openRequests(ctx, own), ctx.today, from)
}

async function asked(ctx: Context, shortName: string, matter: string): Promise<Card> {
  const { request, fresh } = await askForHelp(ctx, await projectCalled(ctx, shortName), matter)
  if (!fresh) return await after(ctx, request, `这件事已经申请过，是 ${request.id} 号`)
  const agents = await agentsOf(ctx.tx, request.project.id, ctx.today)
  const told = agents.length === 0 ? '审批局' : showAgents(agents)
  return await after(ctx, request, `已登记 ${request.id} 号帮办，已告诉${told}`)
}

async function recorded(ctx: Context, act: Extract<AgentAct, { kind: 'record' }>): Promise<Card> {
  const request = act.number === null ? null : await requestNumbered(ctx, act.number)
  const project = request?.project ?? (await projectCalled(ctx, act.project ?? ''))
  const on = day(act.on)
  await recordService(ctx, project, { way: act.way, on, text: act.text, request })
  return say(`已登记：${showDay(on)} ${showWay(act.way)} ${act.text}`, {
    tone: 'good',
    actions: [
      ...(request === null ? [] : [button('办结', `帮办 ${request.id} 办结`)]),
      button('看跟踪卡', `跟踪卡 ${project.shortName}`),
    ],
  })
}

async function after(ctx: Context, row: RequestRow, title: string): Promise<Card> {
  return say(title, {
    tone: 'good',
    blocks: [
      { kind: 'text', text: `${row.project.shortName} ${row.matter}` },
      { kind: 'note', text: '无偿帮代办；有进展会告诉您' },
    ],
    actions: waysOn(row, await mayWith(ctx, row)),
  })
}

async function mayWith(ctx: Context, row: RequestRow): Promise<{ serves: boolean; asked: boolean }> {
  const asked = row.asker !== null && row.asker.id === ctx.speaker.personId
  return { serves: !isOnlyContact(ctx.speaker) && (await serves(ctx, row.project.id)), asked }
}
