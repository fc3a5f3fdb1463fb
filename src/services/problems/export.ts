/** 问题清单 导出: all problems of a list in one workbook, kept for thirty days. */
import { type Card, type FileRef, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { type ProblemLine, problemWorkbook } from '../../documents/problem-workbook.ts'
import { XLSX_MIME } from '../../documents/spreadsheet/write.ts'
import { type Day, dayFromDb, dayOf, showDayTime, showFullDay } from '../../domain/calendar-day.ts'
import { showLevel, showProblemMove, showProblemState, showSource } from '../../domain/problem.ts'
import { keepFile, keptUntil } from '../files.ts'
import { overdueDays, type ProblemRow, raiserOf } from './find.ts'

/** The answer with the workbook of a list. `title`: '未销号问题（用地）'. */
export async function problemFileCard(ctx: Context, rows: readonly ProblemRow[], title: string): Promise<Card> {
  if (rows.length === 0) return say(`${title}：没有`)
  const file = await keepWorkbook(ctx, rows, title)
  const blocks = [{ kind: 'note' as const, text: '每个问题一行；含内部办理情况，请勿转发到区外' }]
  return { ...say(`${title} ${rows.length} 个，表格在下面`, { tone: 'good', blocks }), files: [file] }
}

async function keepWorkbook(ctx: Context, rows: readonly ProblemRow[], title: string): Promise<FileRef> {
  const { tx, district, now, today } = ctx
  const last = await lastSteps(ctx, rows)
  const lines = rows.map((row) => lineOf(row, last.get(row.id) ?? '', today))
  const content = problemWorkbook(
    `${district.name}${title}`,
    `截至${showFullDay(today)}；含内部办理情况，请勿转发到区外`,
    lines,
  )
  return await keepFile(tx, {
    districtId: district.id,
    name: `${district.name}${title}${today}.xlsx`,
    mime: XLSX_MIME,
    content,
    now,
    expiresAt: keptUntil(now, 'made'),
  })
}

async function lastSteps({ tx }: Context, rows: readonly ProblemRow[]): Promise<ReadonlyMap<number, string>> {
  const steps = await tx.problemStep.findMany({
    where: { problemId: { in: rows.map(({ id }) => id) } },
    orderBy: [{ problemId: 'asc' }, { id: 'desc' }],
    distinct: ['problemId'],
    select: { problemId: true, at: true, move: true, text: true },
  })
  return new Map(
    steps.map(({ problemId, at, move, text }) => [
      problemId,
      `${showDayTime(at)} ${showProblemMove(move)}${text === null ? '' : `：${text}`}`,
    ]),
  )
}

function lineOf(row: ProblemRow, lastStep: string, today: Day): ProblemLine {
  return {
    number: row.id,
    project: row.project.shortName,
    category: row.category ?? '',
    statement: row.statement,
    demand: row.demand ?? '',
    lead: row.leadUnit?.shortName ?? '未交办',
    coUnits: row.coUnits.map(({ unit }) => unit.shortName).join('、'),
    level: showLevel(row.level),
    state: showProblemState(row.state),
    raisedBy: raiserOf(row),
    source: showSource(row.source),
    raisedOn: dayOf(row.raisedAt),
    dueOn: row.dueOn === null ? null : dayFromDb(row.dueOn),
    daysOverdue: overdueDays(row, today),
    lastStep,
    result: row.result ?? '',
    evidence: row.evidence ?? '',
  }
}
