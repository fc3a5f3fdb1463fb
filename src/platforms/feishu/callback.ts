/** What a card's buttons carry, so that a click can be read: shared by the renderer and the decoder. */
import { z } from 'zod'

export const callbackSchema = z.object({
  /** The command text; absent on a drop-down list, whose option is the command. */
  act: z.string().optional(),
  /** Marks a drop-down list, so that its callback is never empty. */
  list: z.literal(true).optional(),
  /** The group for which the card was rendered; absent in private. */
  chat: z.string().optional(),
})
export type Callback = z.infer<typeof callbackSchema>

/** A field's name inside a card: all names of a card must differ, those of its forms need not. */
export function cardNameOf(ordinal: number, fieldName: string): string {
  return `f${ordinal}_${fieldName}`
}

/** The form's own name of a field, from its name inside the card. */
export function fieldNameOf(cardName: string): string {
  return cardName.replace(/^f\d+_/, '')
}
