/**
 * Six weeks of the demonstration as one lives through them in the console, from 8 September to 20 October 2023: every
 * 旬 is reported, one 异议 against the September evaluation is upheld and one refused. Everything that was sent is kept.
 */
import { z } from 'zod'
import { type Card, cardSchema } from '../../src/chat/card.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import type { Program } from '../../src/program.ts'
import { consoleClient } from '../platforms/console/client.ts'
import { dataFolder, start } from './start.ts'

export interface Pushed {
  /** Account or group in the console. */
  readonly to: string
  readonly key: string
  readonly at: Date
  readonly card: Card
  readonly text: string
}

export interface SixWeeks {
  readonly program: Program
  /** What went out unasked, in the order in which it was sent. */
  readonly pushed: readonly Pushed[]
  /** The project whose 异议 was upheld, with its trial's score and what came of it. */
  readonly upheld: { readonly project: string; readonly liaison: string; readonly trial: string | null }
  readonly refused: { readonly project: string; readonly liaison: string }
  say(as: string, text: string): Promise<string>
}

const SEPTEMBER = new Date('2023-09-01')
/** Due before it and not done, a milestone is more than ten days late at the month's end. */
const LATE = new Date('2023-09-20')
const OFFICE = 'u-office-1'
const repliesSchema = z.object({ replies: z.array(z.object({ text: z.string() })) })

export async function liveSixWeeks(): Promise<SixWeeks> {
  const program = await start({ DATA_DIR: await dataFolder() }, 'file')
  const { db } = program
  const client = consoleClient(program.url)

  const say = async (as: string, text: string): Promise<string> => {
    const { body } = await client.post('/messages', { as, chat: as, text })
    return repliesSchema
      .parse(body)
      .replies.map((reply) => reply.text)
      .join('\n')
  }
  const to = async (moment: string): Promise<void> => {
    await program.moveClock(new Date(`${moment.replace(' ', 'T')}:00+08:00`))
  }

  for (const [asked, published] of [
    ['2023-09-08 10:00', '2023-09-13 15:00'],
    ['2023-09-20 10:00', '2023-09-25 15:00'],
    ['2023-09-28 10:00', '2023-10-09 10:00'],
  ] as const) {
    await to(asked)
    await say('u-admin', '演示报数')
    await to(published)
  }

  const [first, second] = await contested(program)
  const trial = await trialScore(program, first.projectId)
  await say(first.liaison, `异议 ${first.project} 节点“${first.milestone}”按期完成，验收单当时没有上传`)
  await say(second.liaison, `异议 ${second.project} 天气原因`)
  await say(OFFICE, `核实 ${first.project} 节点 ${first.milestone} ${first.dueOn}`)
  await say(OFFICE, '确认')
  const objections = await db.objection.findMany({ orderBy: { id: 'asc' } })
  await say(OFFICE, `采纳异议 ${objections[0]?.id} 已补验收单，按期完成`)
  await say(OFFICE, `驳回异议 ${objections[1]?.id} 依据不足`)

  await to('2023-10-10 10:00')
  await say('u-admin', '演示报数')
  await to('2023-10-20 18:00')

  const upheld = { project: first.project, liaison: first.liaison, trial }
  return { program, pushed: await everythingPushed(program), upheld, refused: second, say }
}

/** Two projects of the trial that have a plate to object to for a milestone that is overdue. */
async function contested({ db }: Program) {
  const plates = await db.plate.findMany({
    where: { month: '2023-09', state: 'TRIAL', colour: { in: ['YELLOW', 'RED'] } },
    orderBy: { id: 'asc' },
    include: {
      project: {
        include: {
          milestones: { where: { doneOn: null, dueOn: { gte: SEPTEMBER, lt: LATE } }, orderBy: { dueOn: 'asc' } },
          assignments: {
            where: { kind: 'LIAISON', until: null },
            include: { person: { include: { identities: true } } },
          },
        },
      },
    },
  })
  const found = plates.flatMap(({ project }) => {
    const [milestone] = project.milestones
    const liaison = project.assignments[0]?.person?.identities[0]?.externalId
    if (milestone === undefined || liaison === undefined) return []
    const dueOn = milestone.dueOn.toISOString().slice(0, 10)
    return [{ projectId: project.id, project: project.shortName, milestone: milestone.name, dueOn, liaison }]
  })
  const [first, second] = found
  if (first === undefined || second === undefined) throw new Error('the demonstration has no two plates to contest')
  return [first, second] as const
}

async function trialScore({ db }: Program, projectId: number): Promise<string | null> {
  const row = await db.evaluation.findFirstOrThrow({ where: { projectId, month: '2023-09' } })
  return row.score?.toFixed(2) ?? null
}

async function everythingPushed({ db }: Program): Promise<Pushed[]> {
  const rows = await db.outboxMessage.findMany({
    where: { kind: 'PUSH', state: 'SENT' },
    include: { chat: true, person: { include: { identities: true } } },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ key, card: stored, sentAt, chat, person }) => {
    const card = cardSchema.parse(stored)
    const account = chat?.externalId ?? person?.identities[0]?.externalId
    if (account === undefined || sentAt === null) throw new Error(`${key} was sent to nobody`)
    return { to: account, key, at: sentAt, card, text: cardText(card) }
  })
}
