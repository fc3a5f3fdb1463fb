/** The demo district on Feishu: its people have accounts there, and its 调度群 is a group of Feishu's. */
import type { Db } from '../../src/database/client.ts'
import type { FeishuEmulator } from '../emulators/feishu/index.ts'
import type { FeishuProgram } from './start.ts'

export const GROUP = 'oc_5ce6d572455d361153b7cb51da133945'
export const ADMIN = openIdOf('u-admin')
export const OFFICE = openIdOf('u-office-1')

/** The environment of a program with the demo district, nine minutes before the first reminder of 9月上旬. */
export const DEMO = { DEMO: 'on', DEMO_NOW: '2023-09-08T08:51:00+08:00' }

/** The Feishu account of the demo person with that console account. */
export function openIdOf(account: string): string {
  return `ou_${account.replaceAll('-', '_')}`
}

/** Gives everybody of the roster an account on Feishu, and no other any more, and the district a 调度群 there. */
export async function moveToFeishu({ program, feishu }: Pick<FeishuProgram, 'program' | 'feishu'>): Promise<void> {
  const { db, clock } = program
  const known = await db.platformIdentity.findMany({ where: { platform: 'CONSOLE', personId: { not: null } } })
  await db.platformIdentity.createMany({
    data: known.map(({ externalId, displayName, personId }) => ({
      platform: 'FEISHU' as const,
      externalId: openIdOf(externalId),
      displayName,
      personId,
      lastWroteAt: clock.now(),
    })),
  })
  await db.platformIdentity.updateMany({ where: { platform: 'CONSOLE' }, data: { personId: null } })
  await db.chat.updateMany({ where: { externalId: 'group:dispatch' }, data: { use: 'NONE', districtId: null } })
  await feishu.addBot(GROUP, ADMIN, { name: '重点项目调度群' })
  const offer = await feishu.waitForMessage(({ kind }) => kind === 'group', 20_000)
  await feishu.click(offer.messageId, '调度群', ADMIN)
}

/** The numbers and short names of a liaison's projects, in the order in which he is asked about them. */
export async function projectsOf(db: Db, openId: string): Promise<{ id: number; number: number; shortName: string }[]> {
  return await db.project.findMany({
    where: {
      assignments: { some: { kind: 'LIAISON', person: { identities: { some: { externalId: openId } } } } },
    },
    orderBy: { number: 'asc' },
    select: { id: true, number: true, shortName: true },
  })
}

/** What a person, or a group, was sent. */
export function sentTo({ messages }: FeishuEmulator, id: string): string[] {
  return messages.filter(({ openId, chatId }) => openId === id || chatId === id).map(({ text }) => text)
}
