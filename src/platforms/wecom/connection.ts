/**
 * The port to a 智能机器人's long connection, by which the door (door.ts) may push to groups and people. The program
 * runs without one: then the door takes the others.
 */
import type { OutgoingFile } from '../../outbox/door.ts'
import type { Answer } from './failure.ts'
import type { TemplateCard } from './render/template-card.ts'

export interface ConnectionTarget {
  readonly kind: 'group' | 'private'
  /** chatid of the group, userid of the person. */
  readonly id: string
  /** The msgid that this answers; null for a push. */
  readonly replyTo: string | null
}

export interface WecomConnection {
  /** Whether this copy of the program is the one that connects, now or in a moment. */
  mine(): boolean
  /** Whether this copy of the program holds the connection now, authenticated. */
  ready(): boolean
  /** ≤ 20480 bytes of markdown_v2. Code 93006: nobody ever spoke to the bot there. */
  sendMarkdown(to: ConnectionTarget, content: string): Promise<Answer<null>>
  sendCard(to: ConnectionTarget, card: TemplateCard): Promise<Answer<null>>
  /** ≤ 20 MB (a picture: 10), kept for three days; the answer is the media_id. */
  upload(kind: 'file' | 'image', file: OutgoingFile): Promise<Answer<string>>
  sendMedia(to: ConnectionTarget, kind: 'file' | 'image', mediaId: string): Promise<Answer<null>>
}
