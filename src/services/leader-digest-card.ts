/** The 包联日报 as a leader reads it (voice.md). */
import { type Block, button, type Card } from '../chat/card.ts'
import { showDay } from '../domain/calendar-day.ts'
import { completionRate } from '../domain/figures.ts'
import { showPercent } from '../domain/fraction.ts'
import { lastDay, type TenDay } from '../domain/period.ts'
import { showGap } from '../domain/points.ts'
import type { PlateColour } from '../generated/prisma/client.ts'
import type { DigestProblem, DigestProject } from './leader-digest-facts.ts'

const PLATES: Readonly<Record<PlateColour, string>> = {
  GREEN: ' 🟢绿牌',
  YELLOW: ' 🟡黄牌',
  RED: ' 🔴红牌',
  GREY: ' ⚪灰牌',
}

/** What fits a phone's screen; the rest is behind 我的项目. */
const SHOWN = 10
const STATEMENT_LENGTH = 30

interface Leader {
  readonly name: string
  readonly title: string | null
}

/** A post that one is addressed by stands behind the name (张某副区长); 区级领导 and the like are none. */
function addressOf({ name, title }: Leader): string {
  return title !== null && /(?:长|主任|书记|主席|常委)$/.test(title) ? `${name}${title}` : name
}

export function leaderDigestCard(leader: Leader, period: TenDay, projects: readonly DigestProject[]): Card {
  const hands = projects.flatMap(({ standing, problems }) =>
    problems.filter(({ needsHand }) => needsHand).map((problem) => ({ project: standing.shortName, problem })),
  )
  hands.sort((a, b) => b.problem.daysOver - a.problem.daysOver)
  const ordered = projects.toSorted((a, b) => b.standing.g.compare(a.standing.g))
  const [first] = hands
  const blocks: Block[] = [
    ...(hands.length === 0 ? [] : [handBlock(hands.map(({ project, problem }) => handLine(project, problem)))]),
    {
      kind: 'list',
      items: ordered.slice(0, SHOWN).map((project) => ({ text: projectLine(project) })),
      ...(ordered.length > SHOWN ? { more: { count: ordered.length - SHOWN, action: '我的项目' } } : {}),
    },
    { kind: 'note', text: `截至 ${showDay(lastDay(period))}，调度口径，非统计数据` },
  ]
  const needed = hands.length === 0 ? '没有需要您出面的事' : `${hands.length} 件事需要您出面`
  return {
    title: `${addressOf(leader)}，您包联的 ${projects.length} 个项目，${needed}`,
    tone: hands.length === 0 ? 'neutral' : 'warning',
    blocks,
    actions: [
      ...(first === undefined ? [] : [button(`看${first.project}`, `项目 ${first.project}`, 'primary')]),
      button('改接收频率', '接收频率'),
    ],
  }
}

function handBlock(lines: readonly string[]): Block {
  const rest = lines.length - SHOWN
  const shown = lines.slice(0, SHOWN)
  return { kind: 'text', tone: 'warning', text: [...shown, ...(rest > 0 ? [`还有 ${rest} 件`] : [])].join('\n') }
}

function handLine(project: string, { statement, daysOver, dueOn, leadUnit }: DigestProblem): string {
  const when =
    daysOver > 0
      ? `已超期 ${daysOver} 天，建议本周现场协调`
      : `已提级${dueOn === null ? '' : `，${showDay(dueOn)}到期`}，请您协调`
  return `▶ ${project} ${shortened(statement)}，${when}${leadUnit === null ? '' : `（原牵头：${leadUnit}）`}`
}

function projectLine({ standing, plate, problems }: DigestProject): string {
  const { shortName, yearToDate, plan, g } = standing
  const completion = completionRate(yearToDate, plan)
  const figures =
    completion === null
      ? '本年没有投资计划'
      : `完成率 ${showPercent(completion)}，${showGap(g).replace(/^([超欠]) /, '$1目标 ')}`
  const [problem] = problems
  const reason = problem === undefined ? '' : `：${shortened(problem.statement)}`
  return `${shortName}${plate === null ? '' : PLATES[plate]} ${figures}${reason}`
}

function shortened(statement: string): string {
  return statement.length > STATEMENT_LENGTH ? `${statement.slice(0, STATEMENT_LENGTH)}…` : statement
}
