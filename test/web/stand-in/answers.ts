/** What the stand-in answers: a list of texts and their cards, with the ways an answer can take. */
import { type Card, say } from '../../../src/chat/card.ts'
import type { Incoming } from '../../../src/chat/message.ts'
import type { Clock } from '../../../src/clock.ts'
import type { Tx } from '../../../src/database/client.ts'
import { Platform } from '../../../src/generated/prisma/client.ts'
import type { Handle } from '../../../src/inbox/handle.ts'
import { owe } from '../../../src/outbox/owe.ts'
import { formCard, heldCard, overviewCard, previewCard, tableCard } from './cards.ts'

interface Listed {
  readonly command: string
  readonly card: Card
}

const LIST: Readonly<Record<string, Listed>> = {
  总览: { command: 'overview', card: overviewCard },
  样表: { command: 'projects', card: tableCard },
  填表: { command: 'report', card: formCard },
  预览: { command: 'dispatch', card: previewCard },
  '发布 3': { command: 'dispatch', card: say('已发布到调度群', { tone: 'good' }) },
}

/** Answers in the chat it was asked in, except 悄悄话, whose answer goes to the person in private. */
export function answerFromList(clock: Clock): Handle {
  return async (tx, event, { inboxId }) => {
    const text = wordsOf(event)
    const answer = async (card: Card, chat: string) => {
      const chatId = await chatOf(tx, chat, event)
      await owe(tx, { key: `answer:${inboxId}`, to: { chatId }, kind: 'answer', card, notBefore: clock.now(), inboxId })
    }
    const place = 'place' in event ? event.place.id : ''
    if (text === '暂缓 3') {
      return { command: 'dispatch', args: null, answer: { toast: { tone: 'muted', text: '已暂缓' }, card: heldCard } }
    }
    if (text === '交表' && event.kind === 'action') {
      await answer(say(`已记下：本旬 ${event.form?.amount ?? '0'} 万元`, { tone: 'good' }), place)
      return {
        command: 'report',
        args: { form: event.form ?? null },
        answer: { toast: { tone: 'good', text: '已收到' } },
      }
    }
    if (text === '悄悄话' && 'sender' in event && event.sender !== undefined) {
      await answer(say('只告诉您一个人'), event.sender.id)
      return { command: 'mine', args: {} }
    }
    if (text === '出错') throw new Error('broken on purpose')
    const listed = LIST[text]
    await answer(
      listed?.card ?? say(`没有听懂“${text}”`, { blocks: [{ kind: 'note', text: '发送 帮助 看看能做什么' }] }),
      place,
    )
    return { command: listed?.command ?? null, args: listed === undefined ? null : { text } }
  }
}

function wordsOf(event: Incoming): string {
  if (event.kind === 'action') return event.action
  return event.kind === 'text' ? event.text.replace(/^[/／]/, '').trim() : ''
}

async function chatOf(tx: Tx, externalId: string, event: Incoming): Promise<number> {
  const kind = 'place' in event && event.place.id === externalId && event.place.kind === 'group' ? 'GROUP' : 'PRIVATE'
  const chat = await tx.chat.upsert({
    where: { platform_externalId: { platform: Platform.CONSOLE, externalId } },
    create: { platform: Platform.CONSOLE, externalId, kind },
    update: {},
  })
  return chat.id
}
