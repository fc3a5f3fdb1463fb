/**
 * What a platform hands to the program, after verification, in neutral words.
 * An Incoming is stored in the inbox as JSON before the platform gets its answer, so everything here is plain data.
 */
import { z } from 'zod'

export const platformSchema = z.enum(['console', 'feishu', 'wecom'])
export type PlatformName = z.infer<typeof platformSchema>

/** Who wrote or clicked: the platform's id of the person (open_id, userid, console user id). */
const senderSchema = z.object({ id: z.string(), name: z.string().optional() })

/**
 * Where. A private chat's id is the person's id on that platform (Feishu: open_id, not the p2p chat_id),
 * so that what is owed to a person and what answers him take the same lane.
 */
const placeSchema = z.object({
  id: z.string(),
  kind: z.enum(['group', 'private']),
  name: z.string().optional(),
  external: z.boolean().optional(),
})
export type Place = z.infer<typeof placeSchema>

const base = {
  platform: platformSchema,
  /** What tells two deliveries of one event from two events; unique within the platform. */
  key: z.string().min(1),
  /** The platform's own time of the event, wall time, ISO. On time is judged by it. */
  at: z.iso.datetime({ offset: true }),
}

export const incomingSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('text'),
    sender: senderSchema,
    place: placeSchema,
    messageId: z.string(),
    /** The bot's own mention is taken out; other mentions read "@名字". */
    text: z.string(),
    mentionsBot: z.boolean(),
    /** Other people mentioned, in order of the text. */
    mentions: z.array(z.object({ id: z.string(), name: z.string() })),
    replyTo: z.string().optional(),
  }),
  /** A file that somebody sent; its content is fetched later (inbox/file-collector.ts). */
  z.object({
    ...base,
    kind: z.literal('file'),
    sender: senderSchema,
    place: placeSchema,
    messageId: z.string(),
    /** Null where the platform tells it with the content only. */
    name: z.string().nullable(),
    size: z.number().nullable(),
    /** Where the platform keeps it. May hold an address that lets anybody in, and a key: never shown, never logged. */
    source: z.record(z.string(), z.string()),
  }),
  z.object({
    ...base,
    kind: z.literal('action'),
    sender: senderSchema,
    place: placeSchema,
    /** The message that carries the card. */
    messageId: z.string(),
    /** The command text of the button, select option or form. */
    action: z.string(),
    form: z.record(z.string(), z.string()).optional(),
  }),
  /** The bot's menu: `item` is the command text the menu key stands for. */
  z.object({ ...base, kind: z.literal('menu'), sender: senderSchema, item: z.string() }),
  z.object({ ...base, kind: z.literal('joined'), place: placeSchema, sender: senderSchema.optional() }),
  z.object({ ...base, kind: z.literal('left'), place: placeSchema }),
  z.object({ ...base, kind: z.literal('recalled'), messageId: z.string(), place: placeSchema }),
])
export type Incoming = z.infer<typeof incomingSchema>

/** The lane of an event: events of one lane are handled in order, other lanes never wait. */
export function laneOf(event: Incoming): string {
  return event.kind === 'menu' ? event.sender.id : event.place.id
}
