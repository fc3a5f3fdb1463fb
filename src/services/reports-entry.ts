/** One entry of a report as plain data: what a command's arguments carry, and the line that types it again. */
import { z } from 'zod'
import { type Money, money, moneyText, typedMoney } from '../domain/money.ts'
import { fold } from '../domain/normalise.ts'
import { parseTenDay, showTenDay, type TenDay, tenDay } from '../domain/period.ts'
import type { ReportEntry } from '../domain/report-line.ts'
import { readProgress } from '../domain/report-progress.ts'

/** An amount in 万元 as decimal text. */
const amount = z.string().regex(/^\d{1,12}\.\d{2}$/)

export const entrySchema = z.object({
  /** The project's short name. */
  project: z.string(),
  /** 本旬完成; 0.00 for 无变化. */
  periodAmount: amount.nullable(),
  yearToDate: amount.nullable(),
  percent: z.number().nullable(),
  /** The sentence on progress, without the percentage where that can be put back at its end. */
  note: z.string().nullable(),
  problem: z.string().nullable(),
  period: z.string().refine((code) => parseTenDay(code) !== null),
})
export type EntryArgs = z.infer<typeof entrySchema>

/** What was said about one project in one 旬, ready to be checked and filed. */
export interface Said {
  readonly period: TenDay
  readonly periodAmount: Money | null
  readonly yearToDate: Money | null
  /** As people read it. */
  readonly sentence: string | null
  /** Said of the whole project; a part's percentage is only in the sentence. */
  readonly overallPercent: number | null
  readonly problem: string | null
}

/** The arguments of an entry that was read. */
export function entryArgs(project: string, period: TenDay, entry: ReportEntry): EntryArgs {
  const { periodAmount, yearToDate, percent, note, sentence, problem } = entry
  const kept = { note, percent }
  return {
    project,
    periodAmount: periodAmount === null ? null : moneyText(periodAmount),
    yearToDate: yearToDate === null ? null : moneyText(yearToDate),
    percent,
    note: bare(sentenceOf(kept)) === bare(sentence) ? note : sentence,
    problem,
    period,
  }
}

/** The sentence of a note and its percentage. */
export function sentenceOf({ note, percent }: Pick<EntryArgs, 'note' | 'percent'>): string | null {
  if (percent === null) return note
  if (note === null) return `形象进度${percent}%`
  return /[%％]|百分之/.test(note) ? note : `${note}${percent}%`
}

/** What the arguments say. */
export function saidBy(args: EntryArgs): Said {
  const sentence = sentenceOf(args)
  const progress = sentence === null ? null : readProgress(sentence)
  return {
    period: tenDay(args.period),
    periodAmount: args.periodAmount === null ? null : money(args.periodAmount),
    yearToDate: args.yearToDate === null ? null : money(args.yearToDate),
    sentence,
    overallPercent: progress?.ok && progress.value.percentOfWhole ? progress.value.percent : null,
    problem: args.problem,
  }
}

/** Nothing but "no change" was said. */
export function saysNothing({ periodAmount, sentence }: Said): boolean {
  return periodAmount === 0n && sentence === null
}

/** The line that types the entry: '旬报 2023年9月上旬 绿邦 本旬800万 设备安装90%'. */
export function typedEntry(args: EntryArgs): string {
  return typedEntries([args])
}

/** The line that types several entries at once. */
export function typedEntries(entries: readonly EntryArgs[]): string {
  return `旬报 ${entries.map(bodyOf).join('；')}`
}

function bodyOf(args: EntryArgs): string {
  const said = saidBy(args)
  const parts = [
    showTenDay(said.period),
    args.project,
    ...(said.periodAmount === null ? [] : saysNothing(said) ? ['没变'] : [`本旬${typedMoney(said.periodAmount)}`]),
    ...(said.yearToDate === null ? [] : [`累计${typedMoney(said.yearToDate)}`]),
    ...(said.sentence === null ? [] : [said.sentence]),
    ...(said.problem === null ? [] : [`问题：${said.problem}`]),
  ]
  return parts.join(' ')
}

function bare(sentence: string | null): string {
  return fold(sentence ?? '').replace(/\s/g, '')
}
