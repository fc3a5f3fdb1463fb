/** The XML bodies of a 自建应用 in neutral words (wecom.md §3.4): private messages and presses, never a group. */
import { z } from 'zod'
import { accountId } from '../../chat/account-id.ts'
import type { Incoming } from '../../chat/message.ts'
import { pressedLine } from './press.ts'
import { readXml } from './xml.ts'

export type AppEvent =
  | { readonly kind: 'said'; readonly incoming: Incoming }
  | {
      readonly kind: 'pressed'
      readonly incoming: Extract<Incoming, { kind: 'action' }>
      /** Changes the card once, within 72 h; null when the card cannot be changed. */
      readonly responseCode: string | null
      /** As WeCom spells it: who gets the new card. */
      readonly userId: string
    }
  | { readonly kind: 'ignored'; readonly type: string }
  /** It is for another corporation or another app. */
  | { readonly kind: 'foreign' }

export interface AppOrigin {
  readonly corpId: string
  readonly agentId: string
}

const itemSchema = z.object({
  QuestionKey: z.string(),
  OptionIds: z
    .union([z.object({ OptionId: z.array(z.string()).default([]) }), z.literal('').transform(() => ({ OptionId: [] }))])
    .default({ OptionId: [] }),
})

const bodySchema = z.object({
  ToUserName: z.string(),
  FromUserName: z.string().min(1),
  CreateTime: z.string().regex(/^\d{9,11}$/),
  MsgType: z.string(),
  MsgId: z.string().optional(),
  AgentID: z.string().optional(),
  Content: z.string().optional(),
  Event: z.string().optional(),
  EventKey: z.string().default(''),
  TaskId: z.string().default(''),
  ResponseCode: z.string().default(''),
  SelectedItems: z
    .union([
      z.object({ SelectedItem: z.array(itemSchema).default([]) }),
      z.string().transform(() => ({ SelectedItem: [] })),
    ])
    .default({ SelectedItem: [] }),
})
type Body = z.output<typeof bodySchema>

/** A message id of this door: the answer to it goes by this door too. */
export const APP_MARK = 'app-'

/** One decrypted body. */
export function decodeApp(text: string, { corpId, agentId }: AppOrigin): AppEvent {
  const parsed = bodySchema.safeParse(readXml(text))
  if (!parsed.success) return { kind: 'ignored', type: 'unreadable' }
  const body = parsed.data
  if (body.ToUserName !== corpId || (body.AgentID !== undefined && body.AgentID !== agentId)) return { kind: 'foreign' }
  if (body.MsgType === 'event') return decodeEvent(body, agentId)
  if (body.MsgType !== 'text' || body.Content === undefined || body.MsgId === undefined) {
    return { kind: 'ignored', type: body.MsgType }
  }
  return {
    kind: 'said',
    incoming: {
      kind: 'text',
      ...said(body, `app:${agentId}:${body.MsgId}`),
      messageId: `${APP_MARK}${body.MsgId}`,
      text: body.Content.trim(),
      mentionsBot: false,
      mentions: [],
    },
  }
}

function decodeEvent(body: Body, agentId: string): AppEvent {
  const { Event = '', EventKey, TaskId, ResponseCode, FromUserName, CreateTime } = body
  // Events have no id: who, when and what tell two from one (wecom.md §1.5).
  const key = `app:${agentId}:${FromUserName}:${CreateTime}:${Event}:${EventKey}:${TaskId}`
  if (Event === 'click' && EventKey.trim() !== '') {
    const { platform, at, sender } = said(body, key)
    return { kind: 'said', incoming: { kind: 'menu', platform, key, at, sender, item: EventKey.trim() } }
  }
  const ofCard = Event === 'template_card_event' || Event === 'template_card_menu_event'
  const chosen = new Map(body.SelectedItems.SelectedItem.map((item) => [item.QuestionKey, item.OptionIds.OptionId]))
  const line = ofCard && TaskId !== '' ? pressedLine(EventKey, chosen) : null
  if (line === null) return { kind: 'ignored', type: Event }
  return {
    kind: 'pressed',
    userId: FromUserName,
    responseCode: ResponseCode === '' ? null : ResponseCode,
    incoming: { kind: 'action', ...said(body, key), messageId: TaskId, ...line },
  }
}

function said(body: Body, key: string) {
  const sender = { id: accountId('wecom', body.FromUserName) }
  const place = { id: sender.id, kind: 'private' as const }
  const at = new Date(Number(body.CreateTime) * 1000).toISOString()
  return { platform: 'wecom' as const, key, at, sender, place }
}
