/** The counters of the outbox. What needs somebody's eye stands out; a zero stays quiet. */
import { h } from '../core/dom.js'
import { on, store } from '../core/store.js'

const COUNTERS = [
  { key: 'sent', label: '已发', hint: '平台已收下' },
  { key: 'owed', label: '待发', hint: '在排队，或等到工作时段再发' },
  { key: 'unconfirmed', label: '未确认', hint: '发出后平台没有回音，由项目办决定是否重发', alert: true },
  { key: 'unreachable', label: '未接通', hint: '这个人还没有可以送达的账号', alert: true },
  { key: 'refused', label: '被拒收', hint: '平台不接受', alert: true },
  { key: 'expired', label: '已过期', hint: '过了用处，没有再发' },
]

export function mountStatus(root) {
  const offline = h('p', { class: 'offline', role: 'status', hidden: true }, '与服务器的连接中断，正在重连')
  const list = h('dl', { class: 'counters' })
  root.append(h('h2', {}, '消息收发'), offline, list)
  on(['outbox'], () => {
    if (store.outbox === null) return
    list.replaceChildren(
      ...COUNTERS.map(({ key, label, hint, alert }) => {
        const count = store.outbox[key]
        return h(
          'div',
          { class: alert && count > 0 ? 'needs-eye' : null, title: hint },
          h('dt', {}, label),
          h('dd', {}, String(count)),
        )
      }),
    )
  })
  on(['connected'], () => {
    offline.hidden = store.connected
  })
}
