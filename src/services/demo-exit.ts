/** 退出演示: the demo district goes as a whole, audit included; no other district can. */
import { allowDroppingDemoAudit } from '../database/audit.ts'
import type { Tx } from '../database/client.ts'
import { ChatUse, Platform } from '../generated/prisma/enums.ts'

/**
 * Removes a demo district with everything of its mechanism, the demo people who are on no other roster, their console
 * accounts and chats, and the demo city above it. Accounts and groups of real platforms stay, bound to nothing.
 * The database itself refuses it for a district that is no demo.
 *
 * @param speakerId the account that asked for it: it stays, so that it gets the answer
 */
export async function dropDemo(tx: Tx, districtId: number, speakerId: number): Promise<void> {
  const { parentId } = await tx.district.findUniqueOrThrow({ where: { id: districtId }, select: { parentId: true } })
  const roster = await tx.person.findMany({
    where: { isDemo: true, memberships: { some: { districtId } } },
    select: { id: true },
  })
  const people = roster.map(({ id }) => id)
  await allowDroppingDemoAudit(tx, districtId)
  await tx.auditEntry.deleteMany({ where: { districtId } })
  await tx.outboxMessage.deleteMany({
    where: {
      OR: [
        { personId: { in: people } },
        { notice: { districtId } },
        { chat: { OR: [{ districtId }, { identity: { personId: { in: people } } }] } },
      ],
    },
  })
  await dropConsoleChats(tx, districtId, people, speakerId)
  await dropDistrict(tx, districtId)
  await dropPeople(tx, people, speakerId)
  if (parentId !== null) await dropEmptyCity(tx, parentId)
}

/** What was said in the console's group and private chats of the demonstration. */
async function dropConsoleChats(
  tx: Tx,
  districtId: number,
  people: readonly number[],
  speakerId: number,
): Promise<void> {
  const chats = await tx.chat.findMany({
    where: {
      platform: Platform.CONSOLE,
      OR: [{ districtId }, { identity: { personId: { in: [...people] }, id: { not: speakerId } } }],
    },
    select: { id: true, externalId: true },
  })
  await tx.consoleMessage.deleteMany({ where: { chat: { in: chats.map(({ externalId }) => externalId) } } })
  await tx.chat.deleteMany({ where: { id: { in: chats.map(({ id }) => id) } } })
}

async function dropDistrict(tx: Tx, districtId: number): Promise<void> {
  await tx.jobRun.deleteMany({ where: { districtId } })
  await tx.chat.updateMany({
    where: { districtId },
    data: { districtId: null, use: ChatUse.NONE, boundBy: null, boundAt: null },
  })
  // What points at units without going with them stands in the way of the district's own cascade.
  await tx.quarterRank.deleteMany({ where: { districtId } })
  await tx.rewardDecision.deleteMany({ where: { districtId } })
  await tx.unitMonth.deleteMany({ where: { districtId } })
  await tx.unitTarget.deleteMany({ where: { districtId } })
  await tx.project.deleteMany({ where: { districtId } })
  await tx.district.delete({ where: { id: districtId } })
}

/** Who has a post or a trace in the audit elsewhere stays. */
async function dropPeople(tx: Tx, people: readonly number[], speakerId: number): Promise<void> {
  const left = { id: { in: [...people] }, memberships: { none: {} }, audit: { none: {} } }
  await tx.bindRequest.deleteMany({ where: { person: left } })
  await tx.platformIdentity.deleteMany({
    where: { person: left, platform: Platform.CONSOLE, id: { not: speakerId }, isEnvAdmin: false },
  })
  await tx.platformIdentity.updateMany({ where: { person: left }, data: { personId: null } })
  await tx.preference.deleteMany({ where: { person: left } })
  await tx.person.deleteMany({ where: left })
}

async function dropEmptyCity(tx: Tx, id: number): Promise<void> {
  const empty = { id, isDemo: true, children: { none: {} }, projects: { none: {} }, audit: { none: {} } }
  await tx.district.deleteMany({ where: empty })
}
