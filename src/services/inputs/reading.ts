/** What the readers of the inputs have in common. */
import { z } from 'zod'
import type { Line } from '../../chat/command.ts'
import { type Day, isDay, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'

export const dayArg = z.string().refine(isDay)

const LONGEST_REASON = 200
/** A fact of longer ago is a year mistyped: no permit and no project on the list is that old. */
const LONGEST_YEARS = 10

/** Sets these words apart from a date or a number glued behind them: '完成9月6日' is '完成 9月6日'. */
export function setApart(line: Line, words: readonly string[]): Line {
  const glued = new RegExp(`(${words.join('|')})(?=[\\d０-９今昨])`, 'g')
  return { ...line, raw: line.raw.replace(glued, '$1 ') }
}

/** The reason that is left of a line, without the word 原因 in front; null when none was given. */
export function reasonOf(text: string | null): string | null {
  const reason = (text ?? '').replace(/^(?:原因|理由|因为|说明)(?:是|为)?[\s:：,，]*(?=\S)/, '').trim()
  if (reason.length > LONGEST_REASON) throw new UserError(`原因最多写 ${LONGEST_REASON} 字，请写要点`)
  return reason === '' ? null : reason
}

/** The date of a fact is not later than today; throws the sentence. `what` is the fact: '开工'. */
export function mustHaveHappened(on: Day, today: Day, what: string): void {
  if (Number(on.slice(0, 4)) < Number(today.slice(0, 4)) - LONGEST_YEARS)
    throw new UserError(`${showFullDay(on)}太早了，请核对年份，${what}没有记`)
  if (on <= today) return
  const lastYear = `${Number(on.slice(0, 4)) - 1}${on.slice(4)}`
  const meant = isDay(lastYear) && lastYear <= today ? `；如果是去年请写 ${showFullDay(lastYear)}` : ''
  throw new UserError(`${showDay(on)}还没有到，${what}要在发生以后再记${meant}`)
}
