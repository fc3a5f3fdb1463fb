/** What a line about one permit changes; what is missing is asked for in a sentence with the line to type. */
import { type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import type { PermitLine } from '../../domain/permits/line-read.ts'
import { pauseReasonList, readPauseReason } from '../../domain/permits/steps.ts'
import { UserError } from '../../errors.ts'
import { reasonOf } from '../inputs/reading.ts'
import { mustBePrivate } from '../inputs/rights.ts'
import { findPeople } from '../people.ts'
import { mustMayMove } from './move.ts'
import type { PermitChange } from './reading.ts'
import { mustHandle, type Subject } from './rights.ts'

/** Asked before anything else: a right that is missing is not a question of how to write it. */
export async function mayChange(ctx: Context, subject: Subject): Promise<void> {
  await mustHandle(ctx, subject)
  mustBePrivate(ctx, lineOf(subject))
}

function lineOf({ project, item }: Subject): string {
  return `手续 ${project.shortName} ${item.name}`
}

export async function changeOf(ctx: Context, subject: Subject, said: PermitLine): Promise<PermitChange> {
  const line = lineOf(subject)
  const on = said.on ?? ctx.today
  switch (said.verb) {
    case 'pause':
      return { kind: 'pause', on, reason: pauseReason(subject, said) }
    case 'finish':
      return { kind: 'finish', on, number: said.number ?? '' }
    case 'refuse': {
      const reason = reasonOf(said.rest)
      if (reason === null) throw new UserError(`请写上不予许可的原因，例如：${line} 不予许可 选址不符合规划`)
      return { kind: 'refuse', on, reason }
    }
    case 'waive':
      return { kind: 'waive', on, reason: reasonOf(said.rest) }
    case 'withdraw':
      return { kind: 'withdraw' }
    case 'plan':
      if (said.on === null) throw new UserError(`请写明计划哪天办结，例如：${line} 计划 10月20日`)
      return { kind: 'plan', on: said.on }
    case 'agent':
      return { kind: 'agent', person: await personNamed(ctx, subject, said.rest) }
    case 'accept':
    case 'resume':
    case 'need':
      mustUnderstand(said, line)
      return { kind: said.verb, on }
    case null:
      throw new Error('a line without a verb changes nothing')
  }
}

/** Only what the law leaves out stops the clock, and why is on record. */
function pauseReason(subject: Subject, { rest }: PermitLine): string {
  const line = lineOf(subject)
  const reason = readPauseReason(rest)
  if (reason !== null) {
    const more = rest.trim() === reason ? '' : rest.trim()
    return more === '' || more.startsWith(reason) ? more || reason : `${reason}：${more}`
  }
  const known = rest.trim() === '' ? '暂停要写原因' : `“${rest.trim().slice(0, 20)}”不是停表的原因`
  throw new UserError(`${known}，只有${pauseReasonList}可以停表，例如：${line} 暂停 补正`, [
    { label: '补正', action: `${line} 暂停 补正` },
    { label: '公示', action: `${line} 暂停 公示` },
    { label: '听证', action: `${line} 暂停 听证` },
    { label: '专家评审', action: `${line} 暂停 专家评审` },
  ])
}

/** A date that was not understood is not passed over: it would count as today. */
function mustUnderstand({ rest }: PermitLine, line: string): void {
  if (rest === '') return
  throw new UserError(`没有看懂“${rest.slice(0, 20)}”。日期请写成：${line} 受理 9月12日；不写就是今天`)
}

async function personNamed({ tx, district, today }: Context, subject: Subject, name: string): Promise<number> {
  const line = `${lineOf(subject)} 经办`
  if (name === '') throw new UserError(`请写明经办人，例如：${line} 张三`)
  const found = await findPeople(tx, district.id, today, name)
  const [only, ...others] = found
  if (only === undefined) throw new UserError(`花名册上没有“${name.slice(0, 20)}”，发“人员”看全部`, ['人员'])
  if (others.length > 0) throw new UserError(`花名册上有 ${found.length} 位“${name.slice(0, 20)}”，请写全名`, ['人员'])
  return only.personId
}

/** A permit is done with its number; asked for in a form where there is one. */
export function askNumber(ctx: Context, subject: Subject, { on }: PermitLine): Card {
  mustMayMove(subject, { move: 'FINISH', on: on ?? ctx.today }, ctx.today)
  const action = `${lineOf(subject)} 办结${on === null ? '' : ` ${on}`}`
  return say(`办结“${subject.item.name}”还差证号或文号`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        name: 'permit',
        fields: [{ name: 'number', label: '证号或文号', type: 'text', required: true }],
        submit: { label: '办结', action },
        typed: `例如：${action} 证号 XXXXXXXX`,
      },
    ],
  })
}
