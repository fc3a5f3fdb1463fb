/** Events for the inbox's tests. */
import type { Incoming } from '../../src/chat/message.ts'

export type TextEvent = Extract<Incoming, { kind: 'text' }>

/** A private text of `sender`; `n` makes its key. */
export function privateText(sender: string, n: number | string, text = `第${n}条`): TextEvent {
  return {
    kind: 'text',
    platform: 'feishu',
    key: `message:${sender}:${n}`,
    at: '2023-09-08T10:00:00+08:00',
    sender: { id: sender },
    place: { id: sender, kind: 'private' },
    messageId: `om_${sender}_${n}`,
    text,
    mentionsBot: false,
    mentions: [],
  }
}

/** A text in a group. */
export function groupText(text: string, mentionsBot = false): TextEvent {
  return {
    ...privateText('ou_1', text, text),
    key: `message:group:${text}:${mentionsBot}`,
    place: { id: 'oc_group', kind: 'group', name: '示例调度群' },
    mentionsBot,
  }
}
