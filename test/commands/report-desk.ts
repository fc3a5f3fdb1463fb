/** What the tests of ten-day reports have in common: a desk on which 9月上旬 was asked for, and how to look at the ledger. */
import type { Actor } from '../chat/district.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

/** A desk on which 9月上旬 was asked for. */
export async function asked(): Promise<Desk> {
  const desk = await openDesk()
  await desk.remind('liaison', '2023-09-1', ['示例甲', '示例乙'])
  await desk.remind('liaison2', '2023-09-1', ['示例丙'])
  return desk
}

/** '2023-09-1 REPORT 800.00', one line an entry. */
export const ledgerOf = async (desk: Desk, project: string) => {
  const rows = await desk.db.ledgerEntry.findMany({
    where: { projectId: desk.district.projects.get(project) ?? 0 },
    orderBy: [{ period: 'asc' }, { kind: 'asc' }],
  })
  return rows.map(({ period, kind, amount }) => `${period} ${kind} ${amount.toFixed(2)}`)
}

/** What the person is answered in private. */
export const say = async (desk: Desk, text: string, actor: Actor = 'liaison'): Promise<string> =>
  (await desk.as(actor).privately(text)).text
