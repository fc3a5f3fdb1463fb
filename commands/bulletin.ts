import { z } from 'zod'
import { aMonth, aQuarter, aTenDay, oneOf, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { DOCX_MIME } from '../src/documents/official/write.ts'
import { bulletinDocument, bulletinName } from '../src/services/bulletin/document.ts'
import { bulletinFacts } from '../src/services/bulletin/facts.ts'
import { basisRemark, bodyLength, bulletinParts } from '../src/services/bulletin/text.ts'
import { keepFile, keptUntil } from '../src/services/files.ts'
import { showSpan, spanAsked } from '../src/services/ledger-book/span.ts'

export const bulletinCommand = defineCommand({
  id: 'bulletin',
  name: '通报',
  aliases: ['简报'],
  summary: '旬、月、季通报的送审稿（Word，公文格式），数都来自台账和已发布的考评',
  usage: ['通报', '通报 8月', '通报 8月下旬', '通报 二季度'],
  examples: [
    { text: '通报 8月', in: 'private', as: 'office' },
    { text: '简报', in: 'private', as: 'office' },
    { text: '通报 二季度', in: 'private', as: 'office' },
  ],
  who: ['office'],
  where: 'anywhere',
  args: z.object({
    tenDay: z.string().nullable(),
    month: z.string().nullable(),
    quarter: z.string().nullable(),
    format: z.literal('docx').nullable(),
  }),
  read: words({
    tenDay: optional(aTenDay()),
    month: optional(aMonth()),
    quarter: optional(aQuarter()),
    format: optional(oneOf('格式', { docx: 'docx' as const, word: 'docx' as const })),
  }),
  // A draft is not for the group.
  run: async (ctx, { tenDay, month, quarter }) => ({
    card: await draft(ctx, tenDay ?? month ?? quarter),
    discreet: true,
  }),
})

async function draft(ctx: Context, code: string | null): Promise<Card> {
  const { tx, district, now } = ctx
  const span = await spanAsked(tx, district, ctx.today, code, '通报')
  const facts = await bulletinFacts(ctx, span)
  const ref = await keepFile(tx, {
    ...{ districtId: district.id, name: bulletinName(facts), mime: DOCX_MIME, content: bulletinDocument(facts), now },
    expiresAt: keptUntil(now, 'made'),
  })
  const parts = bulletinParts(facts)
  const [first] = parts
  return {
    ...say(`通报送审稿：${showSpan(span)}，正文 ${bodyLength(parts)} 字`, {
      tone: 'good',
      blocks: [
        { kind: 'text', text: first?.paragraphs.join('\n') ?? '' },
        { kind: 'text', text: '文号、签发人、署名和日期留空，由您按程序送审后填写。' },
        { kind: 'note', text: basisRemark(facts) },
      ],
      actions: [button('要台账', `台账 ${showSpan(span)}`)],
    }),
    files: [ref],
  }
}
