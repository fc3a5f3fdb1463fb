/** What is answered when somebody asks for a form on paper: the file, and a word on what it is. */
import { type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { DOCX_MIME } from '../../documents/official/write.ts'
import { onlyRaiser } from '../enterprise/own.ts'
import { trackingCardPrint } from '../enterprise/tracking-print.ts'
import { keepFile, keptUntil } from '../files.ts'
import { orderPrint } from '../supervision/print.ts'
import { orderFileName, orderSheet } from './order-sheet.ts'
import { trackingFileName, trackingSheet } from './tracking-sheet.ts'

/** The order on one page. Whether the reader may see it is the caller's to ask. */
export async function printedOrder(ctx: Context, orderId: number): Promise<Card> {
  const order = await orderPrint(ctx.tx, orderId)
  const draft = order.number === null ? ['还没有签发，纸面上写明是拟稿'] : []
  return await sent(ctx, {
    ...{ name: orderFileName(order), content: orderSheet(order) },
    title: `${order.number ?? `${order.title}拟稿`}（${order.project.shortName}）已排好版，可直接打印`,
    notes: [...draft, '签收一栏留给承办单位用笔填写'],
  })
}

/** The tracking card of a project on one page, as of today. */
export async function printedCard(
  ctx: Context,
  project: { readonly id: number; readonly shortName: string },
): Promise<Card> {
  const card = await trackingCardPrint(ctx.tx, project.id, ctx.today, onlyRaiser(ctx.speaker))
  return await sent(ctx, {
    name: trackingFileName(card, project.shortName),
    content: trackingSheet(card, ctx.district.isDemo),
    title: `${project.shortName}的跟踪卡已排好版，可直接打印`,
    notes: ['一页放不下的，写明了共几项'],
  })
}

interface Printed {
  readonly name: string
  readonly content: Uint8Array
  readonly title: string
  readonly notes: readonly string[]
}

async function sent({ tx, district, now }: Context, { name, content, title, notes }: Printed): Promise<Card> {
  const expiresAt = keptUntil(now, 'made')
  const file = await keepFile(tx, { districtId: district.id, name, mime: DOCX_MIME, content, now, expiresAt })
  return {
    ...say(title, { tone: 'good', blocks: [{ kind: 'note', text: notes.join('；') }] }),
    files: [file],
  }
}
