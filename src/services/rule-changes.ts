/** Changing the rules of a district: dated by the month from which they count, never overwritten. */
import type { Context } from '../chat/command.ts'
import type { Day } from '../domain/calendar-day.ts'
import { type Month, month, showMonth } from '../domain/period.ts'
import { readMonth } from '../domain/period-read.ts'
import type { RuleEntry } from '../domain/rule-catalogue.ts'
import { ruleConflict, rulesAt } from '../domain/rules.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { ruleChangesOf } from './district-rules.ts'
import { columnConflict } from './ledger-book/columns.ts'

/** The first month from which a change may count, and the one it counts from when none is named. */
export function firstMonthOf({ key }: RuleEntry, today: Day): { first: Month; usual: Month } {
  const current = month(today.slice(0, 7))
  // A month keeps the rules that it began with; how its notices go out, who may look, and what a table prints, is not
  // among what is computed.
  if (/^(?:modes|observers|ledger)\./.test(key)) return { first: current, usual: current }
  const next = readMonth('下月', today) ?? current
  return { first: next, usual: next }
}

/** Why the rules would not hold together with this value, as a sentence; null when they would. */
export async function conflictOf(ctx: Context, entry: RuleEntry, value: unknown, from: Month): Promise<string | null> {
  const changes = await ruleChangesOf(ctx.tx, ctx.district.id)
  const changed = [...changes, { key: entry.key, value, fromMonth: from, createdAt: new Date(8.64e15) }]
  const months = [from, ...changes.map((change) => month(change.fromMonth)).filter((one) => one > from)]
  const sentences = months.map((one) => {
    const rules = rulesAt(changed, one)
    return ruleConflict(rules) ?? columnConflict(rules.ledger.columns)
  })
  return sentences.find((sentence) => sentence !== null) ?? null
}

/** Stores the change. */
export async function changeRule(
  ctx: Context,
  entry: RuleEntry,
  value: Prisma.InputJsonValue | null,
  from: Month,
): Promise<void> {
  if (value === null) throw new Error('a rule has a value')
  const { id } = await ctx.tx.ruleSetting.create({
    data: { districtId: ctx.district.id, key: entry.key, value, fromMonth: from, changedBy: ctx.speaker.personId },
  })
  await ctx.audit({
    subject: 'rule',
    subjectId: id,
    before: { key: entry.key, value: entry.valueIn(ctx.rules) },
    after: { key: entry.key, value, fromMonth: from },
  })
}

/** Changes of these rules that do not count yet, one line each: '10月起 截止时间 18:00'. */
export async function changesAhead(ctx: Context, rules: readonly RuleEntry[]): Promise<readonly string[]> {
  const current = ctx.today.slice(0, 7)
  const changes = await ruleChangesOf(ctx.tx, ctx.district.id)
  return changes
    .filter((change) => change.fromMonth > current)
    .flatMap((change) => {
      const entry = rules.find(({ key }) => key === change.key)
      if (entry === undefined) return []
      return [`${showMonth(month(change.fromMonth))}起 ${entry.label}：${entry.show(change.value)}`]
    })
}
