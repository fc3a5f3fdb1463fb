/** The next step of a tracking card: the first thing that waits for a person. */
import { opensProblem, showGrade } from '../../domain/agency.ts'
import { type Day, showDay } from '../../domain/calendar-day.ts'
import { daysOverdue } from '../../domain/problem.ts'
import type { TrackingFacts } from './tracking-facts.ts'
import { isOpenRequest } from './tracking-facts.ts'

/** One sentence; “可以结卡” when nothing is left to do (domain.md §3.3). */
export function nextStep(facts: TrackingFacts, today: Day): string {
  return (
    agentMissing(facts) ??
    requestWaiting(facts) ??
    demandOpen(facts, today) ??
    permitUnderWay(facts) ??
    requestInHand(facts) ??
    visitDue(facts) ??
    '手续和诉求都已办完，企业也已回访，可以结卡'
  )
}

function agentMissing({ agents, project }: TrackingFacts): string | null {
  return agents.length > 0 ? null : `还没有帮代办专员，审批局请发：帮办 ${project.shortName} 派 姓名`
}

function requestWaiting({ requests }: TrackingFacts): string | null {
  const waiting = requests.findLast(({ state }) => state === 'WAITING')
  return waiting === undefined ? null : `受理 ${waiting.id} 号帮办：${waiting.matter}`
}

function demandOpen({ demands }: TrackingFacts, today: Day): string | null {
  const [first] = demands
  if (first === undefined) return null
  const who = first.unit === null ? '等项目办交办' : `${first.unit}办理`
  const late = daysOverdue(first.state, first.dueOn, today)
  const due = first.dueOn === null ? '' : `，${showDay(first.dueOn)}前${late > 0 ? `（已超期 ${late} 天）` : ''}`
  return `${first.id} 号问题${who}${due}：${first.statement}`
}

function permitUnderWay({ permits }: TrackingFacts): string | null {
  const due = permits
    .flatMap(({ name, state, dueOn }) => (state === 'ACCEPTED' && dueOn !== null ? [{ name, dueOn }] : []))
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  const [soonest] = due
  if (soonest !== undefined) return `${soonest.name} ${showDay(soonest.dueOn)}前办结`
  const open = permits.find(({ state }) => state === 'ACCEPTED' || state === 'PAUSED' || state === 'PREPARING')
  return open === undefined ? null : `${open.name}${open.state === 'PREPARING' ? '准备材料' : '办理中'}`
}

function requestInHand({ requests }: TrackingFacts): string | null {
  const open = requests.findLast(isOpenRequest)
  return open === undefined ? null : `办理 ${open.id} 号帮办：${open.matter}`
}

function visitDue({ visits, project }: TrackingFacts): string | null {
  const [last] = visits
  if (last === undefined) return `回访企业：回访 ${project.shortName} 满意度 意见`
  return opensProblem(last.grade) ? `上次回访${showGrade(last.grade)}，问题已办结，请再回访一次` : null
}
