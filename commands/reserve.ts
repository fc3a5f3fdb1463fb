import type { Card } from '../src/chat/card.ts'
import { type Context, type Doubt, defineCommand, type Reply } from '../src/chat/command.ts'
import { showDay } from '../src/domain/calendar-day.ts'
import { money } from '../src/domain/money.ts'
import { notReady, showReadiness, showReadinessItem, showReserveStage } from '../src/domain/reserve/stage.ts'
import { converted, done, similarDoubts } from '../src/services/pipeline/answers.ts'
import { responsibleUnit } from '../src/services/pipeline/unit.ts'
import { type ReserveAsked, reserveArgs } from '../src/services/reserve/asked.ts'
import { reserveCard } from '../src/services/reserve/card.ts'
import {
  addReserve,
  alterReserve,
  makeReserveStep,
  mustBeNewReserve,
  mustMayStepReserve,
  setReadiness,
} from '../src/services/reserve/change.ts'
import { convertReserve, mustMayConvertReserve, reserveConversionDoubt } from '../src/services/reserve/convert.ts'
import { readinessOf, reserveCalled } from '../src/services/reserve/find.ts'
import { reserveListCard } from '../src/services/reserve/list.ts'
import { readReserve } from '../src/services/reserve/reading.ts'
import { reserveSummaryCard, reserveTableCard } from '../src/services/reserve/summary.ts'

type Asked<K extends ReserveAsked['kind']> = ReserveAsked & { kind: K }

export const reserveCommand = defineCommand({
  id: 'reserve',
  name: '储备',
  aliases: ['项目储备', '储备库', '谋划', '入库', '转化'],
  summary: '项目储备：在库个数和总投资、成熟度、转化率、接续比；一个储备项目推进到哪一步',
  usage: [
    '储备；储备 阶段；储备 单位；储备 产业链；储备 成熟；储备 前期；储备 清单（在库的）；储备 全部',
    '储备 简称',
    '储备 新增 示例储能项目 总投资：3亿 产业链：新能源 来源：部门谋划（责任单位、项目办）',
    '储备 示例储能 环评 已办 9月20日（立项、用地、环评、能评：未办、办理中、已办）',
    '储备 示例储能 前期；退回前一阶段和退出要写原因',
    '储备 示例储能 转项目（项目办；同名的写上简称）',
  ],
  examples: [
    { text: '/储备', in: 'group', as: 'leader' },
    { text: '储备 阶段', in: 'private', as: 'office' },
    { text: '储备 成熟', in: 'private', as: 'leader' },
    { text: '储备 新增 示例沙棘加工项目（演示） 总投资：8000万 来源：镇街谋划', in: 'private', as: 'unit' },
  ],
  // Not for an enterprise: the list names others' plans and amounts.
  who: ['office', 'supervision', 'leader', 'unit', 'liaison', 'approval', 'admin'],
  only: '只有本区花名册上的工作人员可以看储备项目',
  where: 'anywhere',
  args: reserveArgs,
  subject: ({ asked }) => ('name' in asked ? asked.name : null),
  read: readReserve,
  confirm: (ctx, { asked }) => doubts(ctx, asked),
  run: (ctx, { asked }) => answer(ctx, asked),
})

/** What must be right before anything is asked, and what is asked. */
async function doubts(ctx: Context, asked: ReserveAsked): Promise<readonly Doubt[]> {
  switch (asked.kind) {
    case 'add': {
      await responsibleUnit(ctx, asked.unit)
      const similar = await mustBeNewReserve(ctx, adding(asked))
      return similarDoubts('储备', similar, asked.shortName)
    }
    case 'move':
      mustMayStepReserve(ctx, await reserveCalled(ctx, asked.name), asked)
      return []
    case 'convert': {
      const row = await reserveCalled(ctx, asked.name)
      mustMayConvertReserve(ctx, row)
      return [reserveConversionDoubt(row, asked.project)]
    }
    default:
      return []
  }
}

const details = ({ chain, industry, source, unit, person, total, plannedStartOn }: Asked<'add' | 'alter'>) => ({
  ...{ chain, industry, source, unit, person, plannedStartOn },
  total: total === null ? null : money(total),
})
const adding = (asked: Asked<'add'>) => ({ ...details(asked), name: asked.name, shortName: asked.shortName })

async function answer(ctx: Context, asked: ReserveAsked): Promise<Reply> {
  switch (asked.kind) {
    case 'summary':
      return { card: await reserveSummaryCard(ctx) }
    case 'table':
      return { card: await reserveTableCard(ctx, asked.by) }
    case 'list':
      return { card: await reserveListCard(ctx, asked) }
    case 'one':
      return { card: reserveCard(ctx, await reserveCalled(ctx, asked.name)), discreet: true }
    default:
      return { card: await carryOut(ctx, asked) }
  }
}

async function carryOut(ctx: Context, asked: Asked<'add' | 'alter' | 'move' | 'ready' | 'convert'>): Promise<Card> {
  switch (asked.kind) {
    case 'add': {
      const { shortName, stage } = await addReserve(ctx, adding(asked))
      const next = `办成一项请发：储备 ${shortName} 立项 已办；往前走请发：储备 ${shortName} 储备`
      return done('储备', `已登记储备项目：${shortName}（${showReserveStage(stage)}）`, shortName, next)
    }
    case 'alter': {
      const { shortName } = await alterReserve(ctx, await reserveCalled(ctx, asked.name), details(asked))
      return done('储备', `已改：${shortName}`, shortName)
    }
    case 'move': {
      const { shortName } = await makeReserveStep(ctx, await reserveCalled(ctx, asked.name), asked)
      return done('储备', `已记下：${shortName} ${showReserveStage(asked.to)}，${showDay(asked.on)}`, shortName)
    }
    case 'ready': {
      const row = await setReadiness(ctx, await reserveCalled(ctx, asked.name), asked)
      const missing = notReady(readinessOf(row))
      return done(
        '储备',
        `已记下：${row.shortName} ${showReadinessItem(asked.item)} ${showReadiness(asked.readiness)}，${showDay(asked.on)}`,
        row.shortName,
        missing.length === 0 ? '四项都已办，项目办可以转为重点项目' : `还差${missing.join('、')}`,
      )
    }
    case 'convert': {
      const project = await convertReserve(ctx, await reserveCalled(ctx, asked.name), asked.project)
      return converted(ctx, '储备', project, asked.name)
    }
  }
}
