/** One message: a person's line or the bot's card. */
import { drawCard } from '../card/card.js'
import { h, icon } from '../core/dom.js'
import { showTime } from '../core/shanghai-time.js'
import { store, userById } from '../core/store.js'
import { avatar } from '../people/avatar.js'
import { answerTo } from './composer.js'
import { click } from './send.js'

const BOT = 'bot'

/** @param {object | undefined} quoted the message that this one answers, when it is at hand */
export function drawMessage(message, quoted) {
  const fromBot = message.from === BOT
  const user = fromBot ? undefined : (userById(message.from) ?? { name: message.from, roles: [] })
  const kind = fromBot ? ' bot' : message.from === store.me ? ' mine' : ''
  const act = (action, form) => click(message, action, form)
  const said = message.card === null ? h('p', { class: 'bubble' }, message.text) : drawCard(message.card, act)
  const quote = quoted && h('p', { class: 'message-quote' }, `回复 ${nameOf(quoted.from)}：${titleOf(quoted)}`)
  const body = h('div', { class: 'message-body' }, head(message, fromBot), quote, said)
  return h('li', { class: `message${kind}`, 'data-id': message.id }, avatar(user), body)
}

function head(message, fromBot) {
  return h(
    'div',
    { class: 'message-head' },
    h('span', { class: 'message-name' }, nameOf(message.from)),
    h('time', { datetime: message.at }, showTime(message.at)),
    fromBot && answerButton(message),
  )
}

function answerButton(message) {
  const label = `回复“${titleOf(message)}”`
  const properties = { type: 'button', class: 'answer', 'aria-label': label, title: '回复这条消息' }
  return h('button', { ...properties, onclick: () => answerTo(message) }, icon('reply'))
}

/** What a sender is called. */
export function nameOf(sender) {
  return sender === BOT ? '赛马助手' : (userById(sender)?.name ?? sender)
}

/** The first words of a message, for a quotation or an announcement. */
export function titleOf(message) {
  return message.card?.title ?? message.text
}
