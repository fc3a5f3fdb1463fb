/** What is stored after the scenario, without what only tells by which way it came: the same for every way. */
import { z } from 'zod'
import type { Db } from '../../src/database/client.ts'

export type Facts = Awaited<ReturnType<typeof factsOf>>

const project = { select: { shortName: true } } as const
const unit = { select: { shortName: true } } as const
const person = { select: { name: true } } as const
const byId = { id: 'asc' } as const
const byNumber = { project: { number: 'asc' } } as const

/** What is asked in private over every way. 未接通 has more to say where it names somebody. */
const COMMANDS = ['report', 'problem', 'lock', 'publish', 'rank'] as const
const titled = z.looseObject({ title: z.string() })

/** Everything that the scenario left in the database; of reports and the ledger those of the one 旬. */
export async function factsOf(db: Db, period: string) {
  return {
    ...(await filed(db, period)),
    ...(await decided(db, period)),
    ...(await ranked(db)),
    ...(await told(db)),
  }
}

async function filed(db: Db, period: string) {
  const reports = await db.report.findMany({ where: { period }, include: { project, person }, orderBy: byNumber })
  const revisions = await db.reportRevision.findMany({ where: { report: { period } }, orderBy: byId })
  const entries = await db.ledgerEntry.findMany({ where: { period }, include: { project }, orderBy: byNumber })
  const sums = await db.ledgerEntry.groupBy({
    by: ['projectId'],
    _sum: { amount: true },
    orderBy: { projectId: 'asc' },
  })
  return {
    reports: reports.map((row) => ({
      project: row.project.shortName,
      ...{ amount: row.amount.toFixed(2), backfill: row.backfill.toFixed(2), progress: row.progress },
      ...{ noChange: row.noChange, state: row.state, onTime: row.onTime, revision: row.revision },
      by: row.person?.name ?? null,
    })),
    replaced: revisions.map(({ revision, content }) => ({ revision, content: minuteless(content) })),
    ledger: entries.map((row) => `${row.project.shortName} ${row.kind} ${row.amount.toFixed(2)}`),
    sums: sums.map(({ projectId, _sum }) => `${projectId} ${_sum.amount?.toFixed(2)}`),
  }
}

async function decided(db: Db, period: string) {
  const { lockedAt, lockedBy, summary } = await db.period.findFirstOrThrow({ where: { code: period } })
  const confirmations = await db.pendingConfirm.findMany({ include: { person }, orderBy: byId })
  const problems = await db.problem.findMany({ include: { project }, orderBy: byId })
  const changes = await db.auditEntry.findMany({
    where: { command: { not: 'bind' } },
    include: { person },
    orderBy: byId,
  })
  return {
    lock: { at: lockedAt?.toISOString().slice(0, 16), by: lockedBy, summary },
    confirmations: confirmations.map(({ command, args, reasons, usedAt, person: by }) => ({
      ...{ command, args, reasons: minuteless(reasons), used: usedAt !== null, by: by?.name },
    })),
    problems: problems.map((row) => ({
      project: row.project.shortName,
      ...{ category: row.category, statement: row.statement, state: row.state, level: row.level },
    })),
    changes: changes.map(({ command, subject, subjectId, person: by }) =>
      [command, subject, subjectId, by?.name ?? '-'].join(' '),
    ),
  }
}

async function ranked(db: Db) {
  const plates = await db.plate.findMany({ include: { project }, orderBy: byId })
  const months = await db.unitMonth.findMany({ include: { unit }, orderBy: byId })
  const quarters = await db.quarterRank.findMany({ include: { unit }, orderBy: byId })
  return {
    plates: plates.map((row) => [row.month, row.project.shortName, row.colour, row.state].join(' ')),
    months: months.map((row) => [row.month, row.unit.shortName, row.score?.toFixed(2) ?? '-', row.state].join(' ')),
    ranks: quarters.map((row) =>
      [row.quarter, row.unit.shortName, row.score?.toFixed(2) ?? '-', row.rank ?? '-', row.lastRank ?? '-'].join(' '),
    ),
  }
}

async function told(db: Db) {
  const notices = await db.notice.findMany({ orderBy: byId })
  const pushes = await db.outboxMessage.findMany({
    // A chart's picture behind its notice, where a platform draws none, says nothing that the notice does not.
    where: { kind: 'PUSH', NOT: { key: { endsWith: ':charts' } } },
    include: { person, chat: true },
    orderBy: byId,
  })
  const answers = await db.outboxMessage.findMany({
    where: { kind: 'ANSWER', inbox: { command: { in: [...COMMANDS] } }, chat: { kind: 'PRIVATE' } },
    include: { inbox: true, chat: { include: { identity: { include: { person } } } } },
    orderBy: byId,
  })
  return {
    notices: notices.map(({ kind, period, mode, state, dueAt, decidedBy, reason, card }) => ({
      ...{ kind, period, mode, state, dueAt, decidedBy, reason },
      card: minuteless(card),
    })),
    pushes: pushes
      .map(({ person: to, chat, state, card }) => `${to?.name ?? chat?.kind} ${state} ${titled.parse(card).title}`)
      .sort(),
    answers: answers.map(({ inbox, chat, state, card }) => ({
      ...{ command: inbox?.command, args: inbox?.args, to: chat?.identity?.person?.name, state },
      card: minuteless(card),
    })),
  }
}

/** Times of day go by how fast the machine was. */
function minuteless(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\d{1,2}:\d{2}(?::\d{2}\.\d{3}Z)?/g, '--:--'))
}
