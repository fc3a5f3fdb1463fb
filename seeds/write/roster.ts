/** Writes units, people, their accounts in the console, the work group and everybody's private chat. */
import type { Tx } from '../../src/database/client.ts'
import { day, instantAt } from '../../src/domain/calendar-day.ts'
import { ChatKind, ChatUse, Platform, Role } from '../../src/generated/prisma/client.ts'
import { date } from '../figures.ts'
import { YEAR_START } from '../moment.ts'
import { observer, people } from '../people.ts'
import { units } from '../units.ts'

/** The database's ids by the names of the tables. A name that is missing is a slip of the tables: it throws. */
export interface Roster {
  unit(shortName: string): number
  person(name: string): number
}

/** Everybody wrote to the bot when the last 旬 was due: all private doors are open. */
const LAST_WROTE = instantAt(day('2023-09-04'), '16:00')
const GROUP_BOUND = instantAt(day('2023-01-03'), '10:00')

export async function writeRoster(tx: Tx, districtId: number): Promise<Roster> {
  const unitRows = await tx.unit.createManyAndReturn({
    data: units.map(({ name, shortName, group }) => ({ districtId, name, shortName, group, isDemo: true })),
    select: { id: true, shortName: true },
  })
  const personRows = await tx.person.createManyAndReturn({
    data: people.map(({ name, title }) => ({ name, title, isDemo: true })),
    select: { id: true, name: true },
  })
  const unit = lookUp(unitRows.map((row) => [row.shortName, row.id]))
  const person = lookUp(personRows.map((row) => [row.name, row.id]))
  await tx.membership.createMany({
    data: people.map((row) => ({
      districtId,
      personId: person(row.name),
      unitId: row.unit === null ? null : unit(row.unit),
      role: row.role,
      since: date(YEAR_START),
    })),
  })
  await writeAccounts(tx, person)
  await tx.chat.create({
    data: {
      platform: Platform.CONSOLE,
      externalId: 'group:dispatch',
      kind: ChatKind.GROUP,
      name: '海南区重点项目调度群（演示）',
      districtId,
      use: ChatUse.DISPATCH,
      boundBy: person(people.find(({ role }) => role === Role.ADMIN)?.name ?? ''),
      boundAt: GROUP_BOUND,
    },
  })
  return { unit, person }
}

/** One account a person, and one for an observer whom nobody has bound; each with its private chat. */
async function writeAccounts(tx: Tx, person: (name: string) => number): Promise<void> {
  const accounts = [
    ...people.map(({ name, account }) => ({ account, displayName: name, personId: person(name) })),
    { account: observer.account, displayName: observer.name, personId: null },
  ]
  const identities = await tx.platformIdentity.createManyAndReturn({
    data: accounts.map(({ account, displayName, personId }) => ({
      platform: Platform.CONSOLE,
      externalId: account,
      displayName,
      personId,
      lastWroteAt: personId === null ? null : LAST_WROTE,
    })),
    select: { id: true, externalId: true, displayName: true },
  })
  await tx.chat.createMany({
    data: identities.map(({ id, externalId, displayName }) => ({
      platform: Platform.CONSOLE,
      externalId,
      kind: ChatKind.PRIVATE,
      name: displayName,
      identityId: id,
    })),
  })
}

/** A table's names to ids; throws for a name that is not there. */
export function lookUp(entries: readonly (readonly [string, number])[]): (name: string) => number {
  const ids = new Map(entries)
  return (name) => {
    const id = ids.get(name)
    if (id === undefined) throw new RangeError(`no such name in the demonstration: ${name}`)
    return id
  }
}
