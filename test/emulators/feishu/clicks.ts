/** What a person can do on a received card, and what Feishu makes of the answer. */
import { z } from 'zod'
import { checkCard } from './card-check.ts'
import type { CardJson } from './card-rules.ts'
import { buttonsOf, choicesOf, type FormView, formsOf } from './card-view.ts'
import type { Answered } from './deliver.ts'

/** What the clicker sees. */
export interface Clicked {
  readonly toast: { readonly type: string; readonly content: string } | null
  /** The card that took the place of the clicked one. */
  readonly card: CardJson | null
}

const answerSchema = z.strictObject({
  toast: z
    .strictObject({ type: z.enum(['info', 'success', 'warning', 'error']), content: z.string().min(1) })
    .optional(),
  card: z.strictObject({ type: z.literal('raw'), data: z.unknown() }).optional(),
})

/** The action of the button with that label. */
export function pressOf(card: CardJson, label: string): Record<string, unknown> {
  const buttons = buttonsOf(card).filter((button) => !button.inForm && button.value !== undefined)
  const found = buttons.find((button) => button.label === label)
  if (found === undefined) throw new Error(`no button ${label}; there are: ${buttons.map((b) => b.label).join(', ')}`)
  return { value: found.value, tag: 'button' }
}

/** The action of choosing an option, by its label, in whichever list has it. */
export function choiceOf(card: CardJson, label: string): Record<string, unknown> {
  for (const choice of choicesOf(card)) {
    const option = choice.options.find((one) => one.label === label)
    if (option !== undefined) return { value: choice.value, tag: 'select_static', option: option.value }
  }
  throw new Error(`no option ${label}`)
}

/**
 * The action of submitting a form. `form` is its name or its submit button's label, `values` go by field label or name.
 * Feishu's client does not send a form with an empty required field.
 */
export function submissionOf(
  card: CardJson,
  form: string | null,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const forms = formsOf(card)
  const found = form === null ? forms[0] : forms.find((one) => isNamed(one.name, form) || one.submit.label === form)
  if (found === undefined)
    throw new Error(`no form ${form ?? ''}; there are: ${forms.map((one) => one.name).join(', ')}`)
  return {
    value: found.submit.value,
    tag: 'button',
    name: found.submit.name,
    form_value: filledIn(found, values),
  }
}

function filledIn(form: FormView, values: Readonly<Record<string, string>>): Record<string, string> {
  const filled: Record<string, string> = {}
  for (const field of form.fields) filled[field.name] = field.value
  for (const [label, value] of Object.entries(values)) {
    const field = form.fields.find((one) => one.label === label || isNamed(one.name, label))
    if (field === undefined)
      throw new Error(`no field ${label}; there are: ${form.fields.map((f) => f.label).join(', ')}`)
    const chosen = field.options?.find((option) => option.label === value || option.value === value)
    if (field.options !== null && chosen === undefined) throw new Error(`no choice ${value} in ${label}`)
    filled[field.name] = chosen?.value ?? value
  }
  const empty = form.fields.find((field) => field.required && filled[field.name] === '')
  if (empty !== undefined) throw new Error(`有必填项未填写：${empty.label}`)
  return filled
}

/** A name inside a card carries a number in front, so that it is unique there. */
function isNamed(cardName: string, name: string): boolean {
  return cardName === name || cardName.replace(/^[a-z]\d+_/, '') === name
}

/** Reads the webhook's answer as Feishu does; throws with the code that the clicker would see. */
export function readClick(answered: Answered): Clicked {
  if (answered.status === 0) throw new Error('200341: no answer within 3 s')
  if (answered.status !== 200) throw new Error(`200671: HTTP ${answered.status}`)
  const parsed = answerSchema.safeParse(answered.body)
  if (!parsed.success) throw new Error(`200672: ${parsed.error.issues[0]?.message ?? ''}`)
  const { toast, card } = parsed.data
  if (card === undefined) return { toast: toast ?? null, card: null }
  const checked = checkCard(card.data)
  if ('fault' in checked) throw new Error(`200673: ${checked.fault.code} ${checked.fault.message}`)
  if (Buffer.byteLength(JSON.stringify(answered.body)) > 30 * 1024) throw new Error('200673: too large')
  return { toast: toast ?? null, card: checked.card }
}
