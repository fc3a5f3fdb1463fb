import type { Doubt } from '../src/chat/command.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { moneyText, showMoney } from '../src/domain/money.ts'
import { showTenDayShort, tenDay } from '../src/domain/period.ts'
import type { Finding } from '../src/domain/report-facts.ts'
import { UserError, type Way } from '../src/errors.ts'
import { tellOffice } from '../src/services/office-push.ts'
import { momentsOf } from '../src/services/periods.ts'
import { raiseProblem } from '../src/services/problems/raise.ts'
import { type Answered, answerCard } from '../src/services/reports-answer.ts'
import { type EntryArgs, saidBy, typedEntries } from '../src/services/reports-entry.ts'
import { checkFiling, fileReport } from '../src/services/reports-file.ts'
import { otherOpenPeriods } from '../src/services/reports-move.ts'
import { entriesOf, readReport, reportArgs } from '../src/services/reports-reading.ts'
import { ONLY_REPORTERS, projectToReport } from '../src/services/reports-rights.ts'
import { ownProjects } from '../src/services/reports-target.ts'

export const reportCommand = defineCommand({
  id: 'report',
  name: '旬报',
  aliases: ['报', '报旬报', '无变化', '没变', '都没变'],
  summary: '报本旬完成投资和一句形象进度',
  usage: ['旬报 绿邦 本旬800万 设备安装90%', '1 本旬800万 管道连接完成', '没变 示例甲', '旬报（填表）'],
  examples: [
    { text: '旬报 9月上旬 绿邦 本旬800万 设备安装90%', in: 'private', as: 'liaison' },
    { text: '没变 示例甲 9月上旬', in: 'private', as: 'liaison' },
    { text: '旬报 9月上旬 示例乙 本旬60万 主体施工62%', in: 'private', as: 'office' },
  ],
  who: ['liaison', 'office'],
  only: ONLY_REPORTERS,
  where: 'private',
  args: reportArgs,
  read: readReport,
  confirm: async (ctx, args) => {
    const entries = entriesOf(args)
    const doubts: Doubt[] = []
    const refused: UserError[] = []
    for (const entry of entries) {
      try {
        doubts.push(...(await doubtsAbout(ctx, entry, entries)))
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        refused.push(error)
      }
    }
    const [first] = refused
    if (first !== undefined && refused.length === entries.length) throw first
    return doubts
  },
  run: async (ctx, args) => {
    const done: Answered[] = []
    const refused: UserError[] = []
    const entries = entriesOf(args)
    for (const entry of entries) {
      try {
        done.push(await file(ctx, entry))
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        refused.push(error)
      }
    }
    const [first] = refused
    if (first !== undefined && done.length === 0) throw first
    const period = tenDay(args.period)
    const { deadlineAt, lockAt } = await momentsOf(ctx.tx, ctx.district.id, ctx.calendar, period)
    const stillOpen = (await ownProjects(ctx, period)).filter(({ reported }) => !reported)
    const sentences = refused.map(({ message }) => message)
    return {
      card: answerCard({
        done,
        refused: sentences,
        stillOpen: stillOpen.map(({ shortName }) => shortName),
        deadlineAt,
        lockAt,
        otherPeriods: await otherOpenPeriods(ctx, period),
      }),
    }
  },
})

/** The soft findings on an entry as doubts; throws the sentence of a hard one. */
async function doubtsAbout(ctx: Context, entry: EntryArgs, all: readonly EntryArgs[]): Promise<Doubt[]> {
  const filing = await filingOf(ctx, entry)
  const asked = await checkFiling(ctx, filing, false)
  const [refusal] = asked.hard
  if (refusal !== undefined) throw new UserError(refusal.sentence)
  const unit = asked.soft.find(({ check }) => check === 10)
  if (unit === undefined) return asked.soft.map((finding) => doubt(finding, entry, all))
  const standing = await checkFiling(ctx, filing, true)
  const [question, ...others] = [unit, ...standing.soft].map((finding) => doubt(finding, entry, all))
  // An amount that is refused even when it was meant leaves nothing to confirm.
  const [standingRefusal] = standing.hard
  if (question !== undefined && standingRefusal !== undefined) {
    throw new UserError(`${question.sentence}照原数不能报：${standingRefusal.sentence}`, waysOf(question))
  }
  return question === undefined ? others : [question, ...others]
}

function waysOf({ instead }: Doubt): Way[] {
  return [...(instead === undefined ? [] : [instead]), { label: '重填', action: '旬报' }]
}

function doubt({ sentence, instead }: Finding, entry: EntryArgs, all: readonly EntryArgs[]): Doubt {
  const shown = all.length === 1 ? sentence : `${entry.project}：${sentence}`
  if (instead === undefined) return { sentence: shown }
  const meant = { ...entry, [instead.field]: moneyText(instead.money) }
  const action = typedEntries(all.map((one) => (one === entry ? meant : one)))
  return { sentence: shown, instead: { label: `是 ${showMoney(instead.money)}`, action } }
}

async function filingOf(ctx: Context, entry: EntryArgs) {
  const project = await projectToReport(ctx, entry.project)
  return { project, said: saidBy(entry), by: ctx.speaker.personId, at: ctx.at }
}

async function file(ctx: Context, entry: EntryArgs): Promise<Answered> {
  const filing = await filingOf(ctx, entry)
  const { project, said } = filing
  const filed = await fileReport(ctx, filing)
  if (filed.afterLock) {
    await tellOffice(ctx, {
      key: `report:${filed.report.id}:mended:${filed.report.revision}`,
      except: ctx.speaker.personId,
      card: {
        title: `退回的${showTenDayShort(said.period)}报已改好：${project.shortName}`,
        tone: 'neutral',
        blocks: [],
        actions: [],
      },
    })
  }
  if (said.problem === null) return { shortName: project.shortName, filed, problem: null }
  const { problem } = await raiseProblem(ctx, {
    project,
    category: null,
    statement: said.problem,
    raisedBy: { ...ctx.speaker, unitId: ctx.speaker.unitIds[0] ?? null },
    at: ctx.at,
    source: 'REPORT',
  })
  return { shortName: project.shortName, filed, problem }
}
