/** 跟踪卡 for paper: the same facts with every state in words, ready to be set into cells. */
import type { Tx } from '../../database/client.ts'
import { showGrade, showServiceState, showWay } from '../../domain/agency.ts'
import type { Day } from '../../domain/calendar-day.ts'
import { showPermitState } from '../../domain/permits/steps.ts'
import { showProblemState } from '../../domain/problem.ts'
import { showAgents } from './find.ts'
import { nextStep } from './next-step.ts'
import { type TrackingFacts, trackingFacts } from './tracking-facts.ts'

export interface PrintTable {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface TrackingCardPrint {
  /** '“一企一档”服务企业跟踪卡' */
  readonly title: string
  /** 卡号: the project's number on the district's list, three digits. */
  readonly number: string
  /** Label and value, in order. */
  readonly fields: readonly { readonly label: string; readonly value: string }[]
  /** 手续、帮办、服务记录、诉求、会商、回访; a table without rows says so on paper. */
  readonly tables: readonly PrintTable[]
  readonly asOf: Day
}

/**
 * The printed card of a project as it stands on a day. Names of persons are those of agents; no phone numbers. `raiser`:
 * with the demands of that person only; null: with all.
 */
export async function trackingCardPrint(
  tx: Tx,
  projectId: number,
  day: Day,
  raiser: number | null,
): Promise<TrackingCardPrint> {
  return trackingPrint(await trackingFacts(tx, projectId, day, raiser), day)
}

/** The same from facts that are at hand. */
export function trackingPrint(facts: TrackingFacts, day: Day): TrackingCardPrint {
  // Short, so that a column holds it in one line.
  const on = (value: Day | null): string => value ?? ''
  return {
    title: '“一企一档”服务企业跟踪卡',
    number: String(facts.project.number).padStart(3, '0'),
    fields: [
      { label: '企业', value: facts.enterprise?.name ?? '未建档' },
      { label: '项目', value: facts.project.name },
      { label: '帮代办专员', value: showAgents(facts.agents) },
      { label: '下一步', value: nextStep(facts, day) },
    ],
    tables: [
      {
        title: '手续',
        columns: ['事项', '状态', '受理', '到期', '办结', '证号（文号）'],
        rows: facts.permits.map((permit) => [
          permit.name,
          showPermitState(permit.state),
          on(permit.acceptedOn),
          on(permit.dueOn),
          on(permit.closedOn),
          permit.number ?? '',
        ]),
      },
      {
        title: '帮办申请',
        columns: ['编号', '事项', '申请日期', '状态', '承办', '结果'],
        rows: facts.requests.map(({ id, matter, askedOn, state, agent, result }) => [
          ...[String(id), matter, on(askedOn), showServiceState(state)],
          ...[agent ?? '', result ?? ''],
        ]),
      },
      {
        title: '服务记录',
        columns: ['日期', '方式', '内容', '服务人'],
        rows: facts.services.map((record) => [on(record.on), showWay(record.way), record.text, record.who ?? '']),
      },
      {
        title: '未办结的诉求',
        columns: ['编号', '诉求', '牵头单位', '时限', '状态'],
        rows: facts.demands.map(({ id, statement, unit, dueOn, state }) => [
          ...[String(id), statement, unit ?? '未交办', on(dueOn), showProblemState(state)],
        ]),
      },
      {
        title: '会商联审',
        columns: ['日期', '议题', '结论', '承诺'],
        rows: facts.joints.map(({ heldOn, matter, conclusion, promises }) => [
          ...[on(heldOn), matter, conclusion ?? '待会商'],
          promises.map((promise) => `${promise.permit} ${on(promise.on)}`).join('；'),
        ]),
      },
      {
        title: '回访',
        columns: ['日期', '满意度', '意见'],
        rows: facts.visits.map((visit) => [on(visit.on), showGrade(visit.grade), visit.opinion ?? '']),
      },
    ],
    asOf: day,
  }
}
