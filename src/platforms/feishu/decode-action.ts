/** card.action.trigger: a click, a choice or a submitted form on a card that this program sent. */
import { z } from 'zod'
import type { Incoming, Place } from '../../chat/message.ts'
import { callbackSchema, fieldNameOf } from './callback.ts'
import type { Origin } from './origin.ts'

const actionEventSchema = z.object({
  operator: z.object({ open_id: z.string().min(1) }),
  action: z.object({
    value: z.unknown(),
    tag: z.string().default(''),
    option: z.string().optional(),
    form_value: z.record(z.string(), z.unknown()).optional(),
  }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().min(1) }),
})

/** The typed command that the click stands for, with the form's values; null when the card is not one of ours. */
export function decodeAction(event: Record<string, unknown>, origin: Origin): Incoming | null {
  const parsed = actionEventSchema.safeParse(event)
  if (!parsed.success) return null
  const { operator, action, context } = parsed.data
  const callback = callbackSchema.safeParse(action.value ?? {})
  if (!callback.success) return null
  const command = callback.data.act ?? action.option ?? ''
  if (command.trim() === '') return null
  return {
    kind: 'action',
    platform: 'feishu',
    key: origin.key,
    at: origin.at,
    sender: { id: operator.open_id },
    place: placeOf(callback.data.chat, context.open_chat_id, operator.open_id),
    messageId: context.open_message_id,
    action: command.trim(),
    ...(action.form_value ? { form: formOf(action.form_value) } : {}),
  }
}

/**
 * A click does not say whether its chat is a group, so a card of a group carries that group's id. Anywhere else (in
 * private, or forwarded to another chat) the click counts as said in private, and only the clicker is answered.
 */
function placeOf(cardChat: string | undefined, clickedIn: string, operator: string): Place {
  return cardChat === clickedIn ? { id: clickedIn, kind: 'group' } : { id: operator, kind: 'private' }
}

/** The fields by the names that the form gave them; lists joined by commas. */
function formOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const form: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue
    form[fieldNameOf(name)] = Array.isArray(value) ? value.map(String).join(',') : String(value)
  }
  return form
}
