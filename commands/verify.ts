import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showDay, showFullDay } from '../src/domain/calendar-day.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { mustBeVerifiable, refuteFact, verify, verifyingOf, waitingFacts } from '../src/services/inputs/verification.ts'
import { readVerification, verifyArgs } from '../src/services/inputs/verification-reading.ts'
import { waitingFunds } from '../src/services/promotion/funds.ts'
import { waitingCard } from '../src/services/promotion/list.ts'

const LISTED = 12
const BUTTONS = 4

export const verifyCommand = defineCommand({
  id: 'verify',
  name: '核实',
  aliases: ['待核实'],
  summary: '看待核实的开工、复工、节点、投产、到位资金，逐项核实',
  usage: [
    '核实',
    '核实 示例甲 开工 3月15日',
    '核实 示例甲 复工 3月1日',
    '核实 示例甲 节点 主体封顶 9月6日',
    '核实 示例甲 投产 9月20日',
    '核实 示例甲 节点 主体封顶 不属实 现场未完成',
    '核实 到位资金（招商登记的，逐笔审核）',
  ],
  examples: [
    { text: '核实', in: 'private', as: 'office' },
    { text: '核实 示例甲 节点 主要设备到货 9月6日', in: 'private', as: 'supervision' },
    { text: '核实 示例甲 复工 1月5日 以监理日志为准', in: 'private', as: 'office' },
  ],
  who: ['office', 'supervision'],
  only: '只有项目办和督查室可以核实',
  where: 'private',
  args: verifyArgs,
  read: readVerification,
  confirm: async (ctx, { project: shortName, verdict }) => {
    if (shortName === null || verdict === null || !verdict.so) return []
    const { on, reason } = verdict
    const verifying = await verifyingOf(ctx, await projectCalled(ctx, shortName), verdict.subject)
    await mustBeVerifiable(ctx, verifying, on, reason)
    const { what, reported, verified } = verifying
    if (verified !== null || reported === null || reported === on) return []
    return [{ sentence: `${shortName} ${what}上报的是${showFullDay(reported)}，核实为${showFullDay(on)}，对吗？` }]
  },
  run: async (ctx, { project: shortName, funds, verdict }) => {
    if (funds) return { card: await waitingCard(ctx) }
    if (shortName === null || verdict === null) return { card: await waiting(ctx, shortName) }
    const verifying = await verifyingOf(ctx, await projectCalled(ctx, shortName), verdict.subject)
    if (!verdict.so) {
      await refuteFact(ctx, verifying, verdict.reason)
      return { card: done(`已退回：${shortName} ${verifying.what}不属实，已私下告诉联络员和责任单位`) }
    }
    await verify(ctx, verifying, verdict.on, verdict.reason)
    return { card: done(`已核实：${shortName} ${verifying.what}，${showFullDay(verdict.on)}`) }
  },
})

function done(title: string): Card {
  return say(title, { tone: 'good', actions: [button('看待核实', '核实')] })
}

async function waiting(ctx: Context, shortName: string | null): Promise<Card> {
  const all = await waitingFacts(ctx, shortName)
  const where = shortName === null ? '' : `${shortName} `
  const funds = shortName === null ? (await waitingFunds(ctx)).length : 0
  const more = funds === 0 ? [] : [button(`到位资金待审 ${funds} 笔`, '招商 待审')]
  if (all.length === 0) return say(`${where}没有待核实的上报`, { actions: more })
  const shown = all.slice(0, LISTED)
  const left = all.length - shown.length
  return say(`${where}待核实 ${all.length} 项`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map(({ project, what, on }) => ({ text: `${project} ${what}`, detail: `报${showDay(on)}` })),
        ...(left > 0 ? { more: { count: left, action: '核实 项目简称' } } : {}),
      },
      { kind: 'note', text: '核实请发：核实 项目 事项 日期；不对的发：核实 项目 事项 不属实 原因' },
    ],
    actions: [
      ...shown
        .slice(0, BUTTONS)
        .map(({ project, what, on }) => button(`${project} ${what} ${showDay(on)}`, `核实 ${project} ${what} ${on}`)),
      ...more,
    ],
  })
}
