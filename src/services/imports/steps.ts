/** The steps of an import, each in the caller's transaction; what they read of the file was read before. */

import type { Card } from '../../chat/card.ts'
import type { DistrictRef } from '../../chat/command.ts'
import { audit } from '../../database/audit.ts'
import type { Tx } from '../../database/client.ts'
import type { ReadTables } from '../../documents/tables/table.ts'
import { type Day, dayOf } from '../../domain/calendar-day.ts'
import { type Role, roles } from '../../domain/roles.ts'
import { UserError } from '../../errors.ts'
import { type Import, ImportState } from '../../generated/prisma/client.ts'
import { rolesIn } from '../people.ts'
import { doneCard, previewCard, questionCard, undoneCard } from './cards.ts'
import { packed, readJournal } from './journal.ts'
import { planImport } from './plan.ts'
import { choiceOf, countsOf, keepPreview } from './store.ts'
import { takeBack } from './undo.ts'
import { type Writer, writeOperations } from './write.ts'

/** Compares the file with the district and keeps the preview; a question drops the import, its answer begins anew. */
export async function previewImport(tx: Tx, row: Import, district: DistrictRef, read: ReadTables): Promise<Card> {
  const today = dayOf(row.createdAt)
  const by = await rolesOf(tx, { identityId: row.identityId, personId: row.requestedBy }, district, today)
  const draft = await planImport(tx, read, { district, today, choice: choiceOf(row), by })
  if (!('asks' in draft)) return previewCard(await keepPreview(tx, row.id, draft))
  await dropImport(tx, row.id)
  return questionCard(draft, `导入 ${row.fileId ?? ''}`, dayOf(row.createdAt))
}

/** Writes what was shown; when the data has changed since, it is shown anew and nothing is written. */
export async function writeImport(
  tx: Tx,
  row: Import,
  district: DistrictRef,
  read: ReadTables,
  writer: Writer,
): Promise<Card> {
  const by = await rolesOf(tx, writer, district, dayOf(writer.now))
  const draft = await planImport(tx, read, { district, today: dayOf(row.createdAt), choice: choiceOf(row), by })
  if ('asks' in draft) throw new Error('a file that was clear at its preview asks a question')
  if (draft.digest !== row.digest) return previewCard(await keepPreview(tx, row.id, draft), true)
  const journal = await writeOperations(tx, draft.operations, writer)
  const done = await tx.import.update({
    where: { id: row.id },
    data: { state: ImportState.DONE, writtenAt: writer.now, journal: packed(journal) },
  })
  await recordStep(tx, row.id, writer, null, { state: 'WRITTEN', ...countsOf(row) })
  return doneCard(done)
}

/** Puts everything back. @throws UserError when something stands on it, which it names */
export async function undoImport(tx: Tx, row: Import, writer: Writer): Promise<Card> {
  if (row.journal === null) throw new UserError(`${row.id} 号导入没有写入过，不用撤销`)
  const obstacles = await takeBack(tx, readJournal(row.journal), row.writtenAt ?? row.createdAt)
  if (obstacles.length > 0) {
    const rest = obstacles.length > 5 ? `等 ${obstacles.length} 处` : ''
    throw new UserError(
      `${row.id} 号导入之后又有改动，不能整体撤销：${obstacles.slice(0, 5).join('；')}${rest}。请先改回这些，或逐项更正`,
    )
  }
  const undone = await tx.import.update({
    where: { id: row.id },
    data: { state: ImportState.UNDONE, undoneAt: writer.now },
  })
  await recordStep(tx, row.id, writer, { state: 'WRITTEN' }, { state: 'UNDONE' })
  return undoneCard(undone)
}

/** What whoever imports may do in the district; at the terminal, where nobody is told apart, all that there is. */
async function rolesOf(
  tx: Tx,
  { identityId, personId }: Pick<Writer, 'identityId' | 'personId'>,
  district: DistrictRef,
  today: Day,
): Promise<ReadonlySet<Role>> {
  return identityId === null ? new Set(roles) : await rolesIn(tx, { identityId, personId }, district.id, today)
}

export async function dropImport(tx: Tx, id: number): Promise<void> {
  await tx.import.update({ where: { id }, data: { state: ImportState.DROPPED } })
}

async function recordStep(tx: Tx, id: number, writer: Writer, before: object | null, after: object): Promise<void> {
  const { now, ...who } = writer
  await audit(tx, { ...who, at: now, command: 'import', subject: 'import', subjectId: id, before, after })
}
