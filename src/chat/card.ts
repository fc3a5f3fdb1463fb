/**
 * The neutral card: what a command answers and a job sends, on every platform.
 * A platform renders the best it has, down to plain text (plain-text.ts); it never drops a row silently.
 * Cards are stored as JSON (outbox, notices), so the types come from zod schemas.
 */
import { z } from 'zod'

/** The mood of a card or an item. Never the only carrier of meaning: the words say it too. */
export const toneSchema = z.enum(['neutral', 'good', 'warning', 'bad', 'muted'])
export type Tone = z.infer<typeof toneSchema>

/**
 * A button is a typed command: `action` is what one could type instead ("发布 3").
 * It works with the rights of the one who clicks.
 */
const buttonSchema = z.object({
  kind: z.literal('button'),
  label: z.string(),
  action: z.string(),
  style: z.enum(['default', 'primary', 'danger']).optional(),
  /** Asked before the click counts, where the platform can; the command's own confirm step does not rely on it. */
  confirm: z.string().optional(),
})
const selectSchema = z.object({
  kind: z.literal('select'),
  label: z.string(),
  options: z.array(z.object({ label: z.string(), action: z.string() })),
})
const linkSchema = z.object({ kind: z.literal('link'), label: z.string(), url: z.string() })
export const actionSchema = z.discriminatedUnion('kind', [buttonSchema, selectSchema, linkSchema])
export type Action = z.infer<typeof actionSchema>

/** One input of a form. Values come back as strings in `Context.form` under `name`. */
export const formFieldSchema = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  label: z.string(),
  type: z.enum(['text', 'multiline', 'choice']),
  placeholder: z.string().optional(),
  required: z.boolean().optional(),
  /** What the field shows at first. Never a proposed figure (rules.md §4). */
  value: z.string().optional(),
  /** A value is never blank: a platform has no choice without an id. */
  options: z.array(z.object({ label: z.string(), value: z.string().regex(/\S/) })).optional(),
})
export type FormField = z.infer<typeof formFieldSchema>

export const blockSchema = z.discriminatedUnion('kind', [
  /** One or more lines of text, split by \n. No markup: a renderer escapes it. */
  z.object({ kind: z.literal('text'), text: z.string(), tone: toneSchema.optional() }),
  /** Label and value pairs, two a row where there is room. */
  z.object({
    kind: z.literal('fields'),
    items: z.array(z.object({ label: z.string(), value: z.string(), tone: toneSchema.optional() })),
  }),
  z.object({
    kind: z.literal('table'),
    caption: z.string().optional(),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right']).optional() })),
    rows: z.array(z.array(z.string())),
    /** What to type to see what a platform's limit (or the command itself) left out. */
    more: z.object({ count: z.number().int(), action: z.string() }).optional(),
  }),
  /** Horizontal bars. `value` is for drawing only; `shown` is the exact text. */
  z.object({
    kind: z.literal('chart'),
    title: z.string(),
    unit: z.string(),
    bars: z.array(z.object({ label: z.string(), value: z.number(), shown: z.string(), tone: toneSchema.optional() })),
    reference: z.object({ label: z.string(), value: z.number() }).optional(),
  }),
  z.object({
    kind: z.literal('list'),
    ordered: z.boolean().optional(),
    items: z.array(z.object({ text: z.string(), detail: z.string().optional(), tone: toneSchema.optional() })),
    more: z.object({ count: z.number().int(), action: z.string() }).optional(),
  }),
  /** Small grey print: 口径, as-of, what to type next. */
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({
    kind: z.literal('form'),
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/),
    title: z.string().optional(),
    fields: z.array(formFieldSchema),
    submit: z.object({ label: z.string(), action: z.string() }),
    /** The one line to type where a platform has no form. */
    typed: z.string(),
  }),
])
export type Block = z.infer<typeof blockSchema>

/** A kept file (services/files.ts) that goes with the card, as a message of its own where the platform wants that. */
const fileRefSchema = z.object({ id: z.number().int(), name: z.string() })
export type FileRef = z.infer<typeof fileRefSchema>

export const cardSchema = z.object({
  /** The answer, in one line. */
  title: z.string(),
  subtitle: z.string().optional(),
  tone: toneSchema,
  blocks: z.array(blockSchema),
  actions: z.array(actionSchema),
  files: z.array(fileRefSchema).optional(),
})
export type Card = z.infer<typeof cardSchema>

/** A card of one sentence and, if any, the ways on. */
export function say(title: string, options: { tone?: Tone; blocks?: Block[]; actions?: Action[] } = {}): Card {
  return { title, tone: options.tone ?? 'neutral', blocks: options.blocks ?? [], actions: options.actions ?? [] }
}

/** A button that types `action` for the person (default: its label). */
export function button(label: string, action = label, style?: 'default' | 'primary' | 'danger'): Action {
  return { kind: 'button', label, action, ...(style ? { style } : {}) }
}
