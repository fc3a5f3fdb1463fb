/** The envelope (version 2) in which every event and card action comes. */
import { z } from 'zod'

export const envelopeSchema = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: z.string().min(1),
    event_type: z.string().min(1),
    create_time: z.string(),
    token: z.string().default(''),
    app_id: z.string(),
  }),
  event: z.record(z.string(), z.unknown()),
})

/** A verified event; what is in `event` depends on `header.event_type` and is parsed by its decoder. */
export type Envelope = z.infer<typeof envelopeSchema>
