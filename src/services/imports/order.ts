/** What a person asks of an import: begin it, confirm it, take it back. Small ones at once, large ones in the background. */
import type { Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { isLarge, readTablesApart } from '../../documents/tables/read-apart.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type Import, ImportState } from '../../generated/prisma/client.ts'
import { knownChat } from '../chats.ts'
import { readFile } from '../files.ts'
import { waitCard } from './cards.ts'
import type { Choice } from './draft.ts'
import { dropImport, previewImport, undoImport, writeImport } from './steps.ts'
import { choiceOf, countsOf, holdNumbered, PREVIEW_LASTS } from './store.ts'
import type { Writer } from './write.ts'

/** Rows to write or to take back that take no more than a second or two. */
const AT_ONCE = 300

/** Reads a kept file of the district and shows what importing it would do. */
export async function beginImport(ctx: Context, fileId: number, choice: Choice): Promise<Card> {
  const { tx, district, now, speaker } = ctx
  const kept = await tx.storedFile.findFirst({ where: { id: fileId, districtId: district.id } })
  if (kept === null) throw new UserError(`没有 ${fileId} 号文件，可能已经过期。请把表格再发给我一次`, ['导入'])
  const bytes = Buffer.from(kept.content)
  const large = isLarge(bytes)
  const row = await tx.import.create({
    data: {
      districtId: district.id,
      fileId,
      fileName: kept.name,
      state: ImportState.READING,
      choice: { kind: choice.kind, period: choice.period },
      requestedBy: speaker.personId,
      identityId: speaker.identityId,
      chatId: await chatToTell(ctx),
      createdAt: now,
      expiresAt: new Date(now.getTime() + PREVIEW_LASTS),
    },
  })
  if (large) return waitCard(`收到“${kept.name}”（${megabytes(bytes.length)}），正在读`)
  return await previewImport(tx, row, district, await readTablesApart(bytes, { kind: choice.kind, today: ctx.today }))
}

/** Writes what the preview showed. */
export async function confirmImport(ctx: Context, number: number | null): Promise<Card> {
  const row = await holdNumbered(ctx.tx, ctx.district, number, [ImportState.PREVIEW])
  mustBe(row, ImportState.PREVIEW, ctx.now)
  const bytes = await bytesOf(ctx, row)
  const counts = countsOf(row)
  if (counts.created + counts.changed === 0) throw new UserError(`${row.id} 号导入没有要写入的内容`)
  if (counts.created + counts.changed > AT_ONCE || isLarge(bytes)) {
    await leave(ctx, row, ImportState.WRITING)
    return waitCard(`正在写入 ${row.id} 号导入：新增 ${counts.created}，变更 ${counts.changed}`)
  }
  const read = await readTablesApart(bytes, { kind: choiceOf(row).kind, today: dayOf(row.createdAt) })
  return await writeImport(ctx.tx, row, ctx.district, read, writerOf(ctx))
}

export async function cancelImport(ctx: Context, number: number | null): Promise<number> {
  const row = await holdNumbered(ctx.tx, ctx.district, number, [ImportState.PREVIEW])
  if (row.state !== ImportState.PREVIEW) throw new UserError(`${row.id} 号导入不在等确认，不用取消`)
  await dropImport(ctx.tx, row.id)
  return row.id
}

/** Takes back what an import wrote. */
export async function askUndo(ctx: Context, number: number | null): Promise<Card> {
  const row = await holdNumbered(ctx.tx, ctx.district, number, [ImportState.DONE])
  if (row.state !== ImportState.DONE) throw new UserError(`${row.id} 号导入${showState(row.state)}，不能撤销`)
  const { created, changed } = countsOf(row)
  if (created + changed <= AT_ONCE) return await undoImport(ctx.tx, row, writerOf(ctx))
  await leave(ctx, row, ImportState.UNDOING)
  return waitCard(`正在撤销 ${row.id} 号导入`)
}

/** Leaves the step to the background, in the name of whoever asked for it; he is told the outcome. */
async function leave(ctx: Context, { id }: Import, state: ImportState): Promise<void> {
  const { personId, identityId } = ctx.speaker
  const who = { requestedBy: personId, identityId, chatId: await chatToTell(ctx) }
  await ctx.tx.import.update({ where: { id }, data: { state, ...who } })
}

/** Where somebody who is on no roster (ADMIN_USERS) is told the outcome: never a group, a ledger has names and amounts. */
async function chatToTell({ tx, speaker, place }: Context): Promise<number> {
  if (place.kind === 'private') return place.chatId
  const own = { id: speaker.externalId, kind: 'private' } as const
  return (await knownChat(tx, speaker.platform, own, speaker.identityId)).id
}

function mustBe(row: Import, state: ImportState, now: Date): void {
  if (row.state !== state) throw new UserError(`${row.id} 号导入${showState(row.state)}`)
  if (row.expiresAt <= now) {
    const again = row.fileId === null ? '请把表格再发一次' : `请重新核对，发：导入 ${row.fileId}`
    throw new UserError(`${row.id} 号导入的预览已过期，${again}`, row.fileId === null ? [] : [`导入 ${row.fileId}`])
  }
}

async function bytesOf({ tx }: Context, { fileId, id }: Import): Promise<Buffer> {
  const kept = fileId === null ? null : await readFile(tx, fileId)
  if (kept === null) throw new UserError(`${id} 号导入的文件已经过期，请把表格再发一次`)
  return Buffer.from(kept.content)
}

function writerOf({ district, now, speaker, place, requestId }: Context): Writer {
  const { personId, identityId } = speaker
  return { districtId: district.id, now, personId, identityId, chatId: place.chatId, requestId }
}

const STATES: Readonly<Record<ImportState, string>> = {
  READING: '还在读',
  PREVIEW: '还没有确认',
  WRITING: '正在写入',
  DONE: '已经写入',
  UNDOING: '正在撤销',
  UNDONE: '已经撤销',
  DROPPED: '已作罢',
}

/** '已经写入' */
export function showState(state: ImportState): string {
  return STATES[state]
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
