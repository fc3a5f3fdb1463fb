/**
 * Every example that docs/commands.md prints is typed in the demo district, after the first reminder of 9月上旬, by
 * somebody of the role it names; each in a transaction that is taken back, so that none stands on another's work.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { demoStart, seedDemo } from '../../seeds/index.ts'
import { type Card, cardSchema } from '../../src/chat/card.ts'
import type { Command, Example } from '../../src/chat/command.ts'
import { cardText } from '../../src/chat/plain-text.ts'
import { projectNames } from '../../src/chat/project-names.ts'
import { makeRouter } from '../../src/chat/router.ts'
import { makeClockwork } from '../../src/clockwork/clockwork.ts'
import { jobs } from '../../src/clockwork/jobs/index.ts'
import type { Tx } from '../../src/database/client.ts'
import type { Database } from '../../src/database/open.ts'
import { transact } from '../../src/database/transaction.ts'
import { isRole } from '../../src/domain/roles.ts'
import type { Handled } from '../../src/inbox/handle.ts'
import { makeLog } from '../../src/log.ts'
import { roleInDb } from '../../src/services/role-rows.ts'
import { openTestDatabase } from '../database/harness.ts'
import { standingClock } from '../support/standing-clock.ts'

const HALF_AN_HOUR = 30 * 60_000
const clock = standingClock(demoStart.toISOString())
const handle = makeRouter({ commands, clock })
let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  await seedDemo(database.db)
  clock.pass(HALF_AN_HOUR)
  await makeClockwork({ db: database.db, clock, jobs, log: makeLog('silent') }).runDue()
})
afterAll(() => database.close())

class TakenBack extends Error {}

/** Types the example; gives what came of it and takes everything back. */
async function type(example: Example): Promise<{ handled: Handled; cards: Card[] }> {
  const came: { handled: Handled; cards: Card[] }[] = []
  const work = transact(database.db, async (tx) => {
    const account = await accountFor(tx, example)
    const group = await tx.chat.findFirstOrThrow({ where: { use: 'DISPATCH' } })
    const event = {
      kind: 'text' as const,
      platform: 'console' as const,
      key: 'example',
      at: clock.wall().toISOString(),
      sender: { id: account },
      place:
        example.in === 'group'
          ? { id: group.externalId, kind: 'group' as const }
          : { id: account, kind: 'private' as const },
      messageId: 'example',
      text: example.text,
      mentionsBot: true,
      mentions: [],
    }
    const { id } = await tx.inboxEvent.create({ data: { platform: 'CONSOLE', key: 'example', lane: 'example' } })
    const handled = await handle(tx, event, { inboxId: id, receivedAt: clock.wall(), requestId: 'example' })
    const answers = await tx.outboxMessage.findMany({ where: { inboxId: id, kind: 'ANSWER' } })
    came.push({ handled, cards: answers.map(({ card }) => cardSchema.parse(card)) })
    throw new TakenBack()
  })
  await expect(work).rejects.toThrow(TakenBack)
  const [only] = came
  if (only === undefined) throw new Error('nothing came of it')
  return only
}

/** The account of somebody with the role: of the named project where the project has one, else the first. */
async function accountFor(tx: Tx, { as, text }: Example): Promise<string> {
  if (!isRole(as)) return `example-${as}`
  const district = await tx.district.findFirstOrThrow({ where: { activatedAt: { not: null } } })
  const named = (await projectNames(tx, district.id)).inSentence(text)
  const role = roleInDb(as)
  const held = { role, districtId: district.id, until: null }
  const own = await tx.person.findFirst({
    where: {
      memberships: { some: held },
      assignments: {
        some: {
          until: null,
          kind: as === 'leader' ? 'LEADER' : 'LIAISON',
          project: { shortName: named.kind === 'one' ? named.key : '' },
        },
      },
    },
    select: { identities: true },
  })
  const first = await tx.person.findFirst({
    where: { memberships: { some: held } },
    select: { identities: true },
    orderBy: { id: 'asc' },
  })
  const [account] = (own ?? first)?.identities ?? []
  if (account === undefined) throw new Error(`the demo district has nobody who is ${as}`)
  return account.externalId
}

const examples = commands.flatMap((command: Command) =>
  command.examples.map((example) => [command.id, example] as const),
)

describe('every example of every command', () => {
  it.each(examples)('%s: %j', async (id, example) => {
    const { handled, cards } = await type(example)
    expect(handled.command).toBe(id)
    expect(handled.args, cards.map(cardText).join('\n')).not.toBeNull()
    expect(cards.length).toBeGreaterThan(0)
    expect(cards.map(cardText).join('\n')).not.toMatch(/只有.*可以|没有看懂|不在群里办/)
  })
})
