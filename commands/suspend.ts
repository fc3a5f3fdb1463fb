import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { dayFromDb, daysBetween, showDay, showFullDay } from '../src/domain/calendar-day.ts'
import type { Project, Stoppage } from '../src/generated/prisma/client.ts'
import { factDays, facts, showFact, waits } from '../src/services/inputs/facts.ts'
import { mustBeOffice, mustHold, projectCalled } from '../src/services/inputs/rights.ts'
import { readSuspension, type SuspendArgs, suspendArgs } from '../src/services/inputs/stoppage-reading.ts'
import {
  reportFact,
  resume,
  showStop,
  standstills,
  stop,
  stopsOf,
  takeStopBack,
} from '../src/services/inputs/stoppages.ts'

const LISTED = 12

export const suspendCommand = defineCommand({
  id: 'suspend',
  name: '停复工',
  aliases: ['开复工', '停工复工'],
  summary: '报停工、冬歇、复工，也报开工、投产；看停复工记录',
  usage: [
    '停复工',
    '停复工 简称',
    '停复工 示例甲 停工 9月1日 设备未到货',
    '停复工 示例甲 冬歇 11月15日 气温过低',
    '停复工 示例甲 复工 9月20日',
    '停复工 示例乙 开工 3月15日（投产同样写法，由项目办核实）',
    '停复工 示例甲 撤销 登记错了项目（项目办）',
  ],
  examples: [
    { text: '停复工 示例甲', in: 'private', as: 'leader' },
    { text: '停复工 示例甲 停工 9月1日 设备未到货', in: 'private', as: 'liaison' },
    { text: '停复工', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: suspendArgs,
  read: readSuspension,
  run: async (ctx, { project: shortName, change }) => {
    if (shortName === null) return { card: await nowStopped(ctx) }
    const project = await projectCalled(ctx, shortName)
    if (change === null) return { card: await history(ctx, project) }
    if (change.kind === 'take-back') mustBeOffice(ctx, '撤销停工记录', [`停复工 ${shortName}`])
    else await mustHold(ctx, project, '报停工、复工、开工和投产', [`停复工 ${shortName}`])
    const title = await carryOut(ctx, project, change)
    return { card: say(title, { tone: 'good', actions: [button('看停复工', `停复工 ${shortName}`)] }) }
  },
})

async function carryOut(ctx: Context, project: Project, change: NonNullable<SuspendArgs['change']>): Promise<string> {
  const { shortName } = project
  switch (change.kind) {
    case 'stop': {
      await stop(ctx, project, { ...change, since: change.on })
      return `已登记：${shortName} ${showDay(change.on)}起${showStop(change)}，${change.reason}`
    }
    case 'resume': {
      const { ended, waits: isPlanned } = await resume(ctx, project, change.on)
      const stood = ended === null ? '' : `，${showStop(ended)} ${daysBetween(dayFromDb(ended.since), change.on)} 天`
      return `已登记：${shortName} ${showDay(change.on)}复工${stood}${isPlanned ? '，待项目办核实' : ''}`
    }
    case 'take-back': {
      const { since } = await takeStopBack(ctx, project, change.reason)
      return `已撤销 ${shortName} ${showDay(dayFromDb(since))}的停工记录：${change.reason}`
    }
    default: {
      await reportFact(ctx, project, change.kind, change.on)
      return `已记下：${shortName} ${showDay(change.on)}${showFact(change.kind)}，待项目办核实`
    }
  }
}

async function nowStopped(ctx: Context): Promise<Card> {
  const all = await standstills(ctx)
  if (all.length === 0) return say('现在没有停工的项目')
  const shown = all.slice(0, LISTED)
  const left = all.length - shown.length
  return say(`现在停工的项目 ${all.length} 个`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({
          text: `${row.project.shortName}　${showFullDay(dayFromDb(row.since))}起${showStop(row)}`,
          detail: row.reason,
        })),
        ...(left > 0 ? { more: { count: left, action: '停复工 项目简称' } } : {}),
      },
    ],
  })
}

async function history(ctx: Context, project: Project): Promise<Card> {
  const stops = await stopsOf(ctx, project.id)
  const [last] = stops
  const { shortName } = project
  const title =
    last !== undefined && last.until === null
      ? `${shortName} ${showDay(dayFromDb(last.since))}起${showStop(last)}，${last.reason}`
      : `${shortName} 没有停工`
  const known = facts.flatMap((fact) => {
    const days = factDays(project, fact)
    if (days.verified !== null && !waits(fact, days)) {
      return [{ label: showFact(fact), value: `${showFullDay(days.verified)}（已核实）` }]
    }
    if (days.reported !== null) return [{ label: showFact(fact), value: `${showFullDay(days.reported)}（待核实）` }]
    return days.planned === null ? [] : [{ label: showFact(fact), value: `计划 ${showFullDay(days.planned)}` }]
  })
  return say(title, {
    blocks: [
      ...(known.length > 0 ? [{ kind: 'fields' as const, items: known }] : []),
      ...(stops.length > 0 ? [{ kind: 'list' as const, items: stops.slice(0, LISTED).map(stopItem) }] : []),
      { kind: 'note', text: `登记请私聊我发：停复工 ${shortName} 停工 日期 原因，或 停复工 ${shortName} 复工 日期` },
    ],
    actions: [button('看项目', `项目 ${shortName}`)],
  })
}

function stopItem(row: Stoppage): { text: string; detail: string } {
  const since = dayFromDb(row.since)
  const until = row.until === null ? null : dayFromDb(row.until)
  const end = until === null ? '未复工' : until === since ? '已撤销' : `${showFullDay(until)}复工`
  return { text: `${showFullDay(since)}${showStop(row)}，${end}`, detail: row.reason }
}
