/** What WeCom refuses or silently cuts in a template card (limits of its documents, written down independently). */
import { z } from 'zod'

const text = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => Array.from(value).length <= most, `over ${most} characters`)
const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => Buffer.byteLength(value) <= most, `over ${most} bytes`)

export type CardHome = 'bot' | 'app'

function rulesOf(home: CardHome) {
  const app = home === 'app'
  const option = (most: number) => z.strictObject({ id: bytes(128), text: text(most) })
  const distinct = (options: readonly { id: string }[]): boolean =>
    new Set(options.map(({ id }) => id)).size === options.length
  const selection = z.strictObject({
    question_key: bytes(1024),
    title: z.string().refine((value) => Array.from(value).length <= 13),
    option_list: z
      .array(option(app ? 16 : 10))
      .min(1)
      .max(10)
      .refine(distinct, '42040 option id'),
    selected_id: z.string().optional(),
  })
  const action = z.strictObject({ type: z.literal(1), url: z.url({ protocol: /^https?$/ }) })
  const frame = {
    main_title: z.strictObject({ title: text(app ? 36 : 26), desc: text(app ? 44 : 30).optional() }),
    sub_title_text: text(app ? 160 : 112).optional(),
    horizontal_content_list: z
      .array(z.strictObject({ keyname: text(5), value: text(app ? 30 : 26) }))
      .max(6)
      .optional(),
    jump_list: z
      .array(z.strictObject({ type: z.literal(1), title: text(app ? 18 : 13), url: z.url() }))
      .max(3)
      .optional(),
    card_action: action.optional(),
    task_id: z.string().regex(/^[0-9A-Za-z_\-@]{1,128}$/),
  }
  const submit = z.strictObject({ text: text(10), key: bytes(1024) })
  const title = { main_title: frame.main_title, task_id: frame.task_id }
  return z.discriminatedUnion('card_type', [
    // 42045: a notice must lead somewhere.
    z.strictObject({ ...frame, card_type: z.literal('text_notice'), card_action: action }),
    z.strictObject({
      ...frame,
      card_type: z.literal('button_interaction'),
      button_selection: selection.optional(),
      button_list: z
        .array(z.strictObject({ text: text(10), style: z.number().int().min(1).max(4), key: bytes(1024) }))
        .min(1)
        .max(6),
    }),
    z.strictObject({
      ...title,
      card_type: z.literal('vote_interaction'),
      checkbox: z.strictObject({
        question_key: bytes(1024),
        mode: z.union([z.literal(0), z.literal(1)]),
        option_list: z
          .array(option(app ? 17 : 11))
          .min(1)
          .max(20)
          .refine(distinct),
      }),
      submit_button: submit,
    }),
    z.strictObject({
      ...title,
      card_type: z.literal('multiple_interaction'),
      select_list: z.array(selection).min(1).max(3),
      submit_button: submit,
    }),
  ])
}

const rules = { bot: rulesOf('bot'), app: rulesOf('app') }

/** A card that WeCom takes. */
export type TakenCard = z.output<ReturnType<typeof rulesOf>>

/** The card, or what is wrong with it. */
export function checkCard(card: unknown, home: CardHome): { card: TakenCard } | { wrong: string } {
  const parsed = rules[home].safeParse(card)
  if (parsed.success) return { card: parsed.data }
  const issue = parsed.error.issues[0]
  return { wrong: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }
}
