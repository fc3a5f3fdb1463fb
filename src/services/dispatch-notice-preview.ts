/** The preview of a 旬调度通报 that 项目办 gets at the lock, with its three buttons. */
import { type Action, type Block, button, type Card } from '../chat/card.ts'
import { type Notice, NoticeState } from '../generated/prisma/client.ts'
import { noticeCard, showNoticeState } from './notices.ts'

/** The notice as 项目办 sees it before it goes out: where it stands, the post itself, what can be done. */
export function previewCard(notice: Notice, now: Date, extra: readonly Block[] = []): Card {
  const card = noticeCard(notice)
  return {
    title: `通报 ${notice.id} 号：${showNoticeState(notice, now)}`,
    subtitle: card.title,
    tone: notice.state === NoticeState.PREVIEW ? 'warning' : 'neutral',
    blocks: [...card.blocks, ...extra],
    actions: [...noticeActions(notice), ...card.actions],
  }
}

/** What 项目办 can do with a notice that was not published yet. */
export function noticeActions({ id, state }: Notice): Action[] {
  const publish = button('发布', `发布 ${id}`, 'primary')
  const back = button('退回', `退回 ${id}`, 'danger')
  switch (state) {
    case NoticeState.PREVIEW:
      return [publish, button('暂缓', `暂缓 ${id}`), back]
    case NoticeState.HELD:
      return [publish, back]
    case NoticeState.RETURNED:
      return [button('重做', '旬调度 重做')]
    default:
      return []
  }
}
