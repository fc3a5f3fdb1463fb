/** A saved platform event, with what it needs to know of the demo district. */
import { z } from 'zod'
import { UserError } from '../../src/errors.ts'
import { envelopeSchema } from '../../src/platforms/feishu/envelope.ts'

const fixtureSchema = z.strictObject({
  platform: z.literal('feishu', { error: '目前只能重放 feishu 的事件' }),
  /** The bot's open_id in the event's mentions. */
  botOpenId: z.string(),
  /** The console account of the demo person whom the sender is taken for ("u-office-1"); absent: an unknown person. */
  as: z.string().optional(),
  /** What the event's group is bound as; absent: it is not bound. */
  group: z.enum(['dispatch', 'query']).optional(),
  /** Business time of the event: what falls due until then happens first. Absent: where the demo clock starts. */
  at: z.iso.datetime({ offset: true, error: '要写成 2023-09-08T09:00:00+08:00' }).optional(),
  /** The decrypted envelope as Feishu sends it. */
  event: envelopeSchema,
})
export type Fixture = z.infer<typeof fixtureSchema>

/** Reads a fixture's text. Throws a UserError of one sentence. */
export function readFixture(text: string): Fixture {
  const parsed = fixtureSchema.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new UserError(`文件内容不对：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UserError('文件内容不是 JSON')
  }
}
