/** A 督办单 on one page, from what services/supervision/print.ts gives: for a signature in ink and for the file. */
import type { OfficialSection } from '../../documents/official/content.ts'
import { writeOfficial } from '../../documents/official/write.ts'
import { type Day, showFullDay } from '../../domain/calendar-day.ts'
import type { OrderPrint } from '../supervision/print.ts'
import { clipped } from './clipped.ts'

/** '督办〔2023〕003号 示例甲.docx' */
export function orderFileName({ number, title, project }: OrderPrint): string {
  return `${number ?? `${title}（拟稿）`} ${project.shortName}.docx`
}

/** The bytes of the .docx; the same order gives the same bytes. */
export function orderSheet(order: OrderPrint): Uint8Array {
  return writeOfficial([orderSection(order)])
}

function orderSection(order: OrderPrint): OfficialSection {
  const rows: readonly (readonly [cells: readonly string[], lines: number])[] = [
    [['项目名称', order.project.name], 1],
    [['主办单位', order.leadUnit ?? '未定', '协办单位', order.coUnits.join('、') || '无'], 1],
    [['来源', order.source, '办理时限', order.limit], 1],
    [['发出日期', shown(order.issuedOn), '到期日期', dueText(order)], 1],
    [['拟稿人', order.drafter ?? '', '签发人', signerText(order)], 1],
    [[order.title === '提示单' ? '提示事项' : '督办事项', clipped(order.matter)], 3],
    [['办理要求', clipped(order.demand)], 3],
    [['办理情况', feedbackText(order)], 5],
    [['审核意见', order.review === null ? '' : clipped(order.review)], 3],
    [
      [
        '办结',
        order.closedOn === null
          ? ''
          : `${showFullDay(order.closedOn)}${order.closing === null ? '' : `，${order.closing}`}`,
      ],
      1,
    ],
    [['承办签收', '签收人：　　　　　　　　　　　日期：　　　　年　　月　　日'], 1.5],
  ]
  return {
    orientation: 'portrait',
    blocks: [
      { kind: 'title', lines: [`${order.district}重点项目${order.title}`] },
      { kind: 'small', text: order.number ?? '拟稿，未签发，不作依据', align: 'right' },
      {
        kind: 'table',
        headless: true,
        columns: [
          { title: '', share: 3 },
          { title: '', share: 8 },
          { title: '', share: 3 },
          { title: '', share: 7 },
        ],
        rows: rows.map(([cells]) => cells),
        lines: rows.map(([, lines]) => lines),
      },
      { kind: 'small', text: [`${order.issuer}`, `现状：${order.stateText}`, ...remarks(order)].join('；') },
    ],
  }
}

function dueText({ dueOn, dueBefore, extension }: OrderPrint): string {
  const due = shown(dueOn)
  if (dueBefore !== null) return `${due}（原 ${showFullDay(dueBefore)}，已延期）`
  if (extension === null) return due
  return `${due}（申请延至 ${showFullDay(extension.to)}：${extension.decision}）`
}

function signerText({ signer }: OrderPrint): string {
  return signer === null ? '' : [signer.name, signer.title ?? ''].join(' ').trim()
}

function feedbackText({ feedback, evidence, submittedOn }: OrderPrint): string {
  if (feedback === null) return ''
  return [
    clipped(feedback),
    ...(evidence === null ? [] : [`依据：${clipped(evidence)}`]),
    ...(submittedOn === null ? [] : [`提交审核：${showFullDay(submittedOn)}`]),
  ].join('\n')
}

function remarks({ caveat, isDemo }: OrderPrint): string[] {
  return [...(caveat === null ? [] : [caveat]), ...(isDemo ? ['演示数据，不是事实'] : [])]
}

function shown(day: Day | null): string {
  return day === null ? '' : showFullDay(day)
}
