/** The preview of a notice that 项目办 gets before it goes out, with its three buttons. */
import { type Action, button, type Card } from '../chat/card.ts'
import { type Notice, NoticeState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { redoOf } from './notice-kinds.ts'
import { practiceOf } from './notice-practices.ts'
import { noticeCard, showNoticeState } from './notices.ts'

/** The notice as 项目办 sees it before it goes out: where it stands, the post itself, what can be done. */
export async function previewCard(acting: Acting, notice: Notice): Promise<Card> {
  const card = noticeCard(notice)
  const extras = await practiceOf(notice).extras(acting, notice)
  return {
    title: `通报 ${notice.id} 号：${showNoticeState(notice, acting.now)}`,
    subtitle: card.title,
    tone: notice.state === NoticeState.PREVIEW ? 'warning' : 'neutral',
    blocks: [...card.blocks, ...extras],
    actions: [...noticeActions(notice), ...card.actions],
  }
}

/** What 项目办 can do with a notice that was not published yet. */
export function noticeActions(notice: Notice): Action[] {
  const { id, state } = notice
  const publish = button('发布', `发布 ${id}`, 'primary')
  const back = button('退回', `退回 ${id}`, 'danger')
  switch (state) {
    case NoticeState.PREVIEW:
      return [publish, button('暂缓', `暂缓 ${id}`), back]
    case NoticeState.HELD:
      return [publish, back]
    case NoticeState.RETURNED: {
      const { action, label } = redoOf(notice)
      return [button(label, action)]
    }
    default:
      return []
  }
}
