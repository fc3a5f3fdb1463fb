/** Where one types. Enter sends, Shift+Enter breaks the line; an input method that is composing keeps its Enter. */
import { h, icon } from '../core/dom.js'
import { isPrivate, on, store, userById } from '../core/store.js'
import { quickCommands } from './commands.js'
import { say, sendFile } from './send.js'
import { suggestBox } from './suggest-box.js'

let fillLine = () => {}
let quote = () => {}

/** Puts text into the line and the cursor behind it. */
export function fillComposer(text) {
  fillLine(text)
}

/** Makes the next line an answer to a message. */
export function answerTo(message) {
  quote(message)
}

export function mountComposer(root) {
  const quick = h('div', { class: 'quick', role: 'group', 'aria-label': '常用指令' })
  const quoted = h('div', { class: 'quoted', hidden: true })
  const line = h('textarea', {
    id: 'line',
    class: 'field line',
    rows: 1,
    maxlength: 2000,
    role: 'combobox',
    'aria-label': '要说的话',
    'aria-autocomplete': 'list',
    'aria-controls': 'suggestions',
    'aria-expanded': 'false',
    enterkeyhint: 'send',
  })
  const send = h('button', { type: 'submit', class: 'button primary send' }, icon('send'), h('span', {}, '发送'))
  const chosen = h('input', { type: 'file', class: 'file-choice', accept: '.xlsx', hidden: true })
  const attach = h(
    'button',
    { type: 'button', class: 'icon-button attach', 'aria-label': '发送表格（.xlsx）', title: '发送表格（.xlsx）' },
    icon('file'),
  )
  let replyTo = null
  let sending = false

  const grow = () => {
    line.style.height = 'auto'
    line.style.height = `${line.scrollHeight + 2}px`
  }
  const suggest = suggestBox(line, (text) => fill(text))
  const fill = (text) => {
    line.value = text
    grow()
    line.focus()
    line.setSelectionRange(text.length, text.length)
    if (text.endsWith(' ')) suggest.show()
  }
  const unquote = () => {
    replyTo = null
    quoted.hidden = true
  }
  const submit = async () => {
    const text = line.value.trim()
    if (text === '' || sending) return
    sending = true
    suggest.hide()
    line.value = ''
    grow()
    const answered = replyTo
    unquote()
    const taken = await say(text, answered)
    sending = false
    // What was not taken comes back, unless something else is typed already.
    if (!taken && line.value === '') fill(text)
  }

  line.addEventListener('input', () => {
    grow()
    suggest.show()
  })
  line.addEventListener('blur', suggest.hide)
  line.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return
    if (suggest.key(event)) {
      event.preventDefault()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void submit()
    }
  })
  attach.addEventListener('click', () => chosen.click())
  chosen.addEventListener('change', async () => {
    const [file] = chosen.files
    chosen.value = ''
    if (file !== undefined) await sendFile(file)
  })
  const bar = h(
    'form',
    {
      class: 'bar-line',
      onsubmit: (event) => {
        event.preventDefault()
        void submit()
      },
    },
    attach,
    chosen,
    line,
    send,
  )
  root.append(suggest.box, quick, quoted, bar)

  fillLine = fill
  quote = (message) => {
    replyTo = message.id
    quoted.hidden = false
    quoted.replaceChildren(
      h('span', {}, `回复：${message.card?.title ?? message.text}`),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': '取消引用', onclick: unquote }, icon('close')),
    )
    line.focus()
  }

  const draw = () => {
    const me = userById(store.me)
    attach.hidden = !isPrivate(store.chat)
    line.placeholder = isPrivate(store.chat) ? `${me?.name ?? ''}对赛马助手说` : '用 / 或 @赛马助手 开头，例如 /总览'
    quick.replaceChildren(
      ...quickCommands().map(({ label, text }) =>
        h('button', { type: 'button', class: 'chip', onclick: () => !sending && say(text) }, label),
      ),
    )
  }
  on(['me', 'chat', 'chats', 'users', 'commands'], draw)
  on(['me', 'chat'], unquote)
}
