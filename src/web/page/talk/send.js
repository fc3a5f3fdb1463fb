/** Saying a line and clicking on a card, with what is shown meanwhile and afterwards. */
import { api } from '../core/api.js'
import { readNewer } from '../core/live.js'
import { takeMessages } from '../core/messages.js'
import { refresh } from '../core/refresh.js'
import { change, chatById, isPrivate, store } from '../core/store.js'
import { toast, toastError } from '../core/toast.js'
import { open, openChat } from '../people/choose.js'
import { showTab } from '../tabs.js'
import { bareCommand } from './commands.js'

/** Says a line as whoever one is, where one is. False when it was not taken. */
export function say(text, replyTo = null) {
  return handIn(async (place) => {
    const answer = await api.say({ ...place, text, ...(replyTo === null ? {} : { replyTo }) })
    return { answer, after: () => answer.command === null && !isPrivate(place.chat) && hintAtSlash(text) }
  })
}

/** Hands a file to the bot, in private. False when it was not taken. */
export function sendFile(file) {
  return handIn(async (place) => ({ answer: await api.sendFile(place, file), after: () => {} }))
}

/** Hands something in where one is, and shows what it caused. */
async function handIn(call) {
  const { me, chat } = store
  change({ thinking: chat })
  try {
    const { answer, after } = await call({ as: me, chat })
    takeMessages(answer.replies)
    await readNewer(chat)
    tell(answer, chat)
    after()
    return true
  } catch (error) {
    toastError(error)
    return false
  } finally {
    change({ thinking: null })
    refreshQuietly()
  }
}

/** Clicks on the card of a message. False when it was not taken. */
export async function click(message, action, form) {
  const { me } = store
  try {
    const answer = await api.click({ as: me, chat: message.chat, messageId: message.id, action, ...(form && { form }) })
    takeMessages(answer.replies)
    if (answer.toast !== null) toast(answer.toast.text, { tone: answer.toast.tone })
    tell(answer, message.chat)
    return true
  } catch (error) {
    toastError(error)
    return false
  } finally {
    refreshQuietly()
  }
}

/** An answer that went elsewhere (in private, discreetly), or that is still on its way, is said so. */
function tell(answer, chat) {
  if (answer.pending) toast('还在处理，稍后会显示在对话里')
  const elsewhere = answer.replies.find((reply) => reply.chat !== chat)
  if (elsewhere === undefined || answer.replies.some((reply) => reply.chat === chat)) return
  const name = isPrivate(elsewhere.chat) ? '私聊' : (chatById(elsewhere.chat)?.name ?? '另一个会话')
  const show = () => {
    openChat(elsewhere.chat)
    showTab('talk')
  }
  toast(`答复在${name}里：${elsewhere.card?.title ?? elsewhere.text}`, { action: { label: '去看', run: show } })
}

/** In the group the bot keeps out of chatter; a newcomer who typed a bare command wonders why. */
function hintAtSlash(text) {
  const line = text.trim()
  if (bareCommand(text) !== null) {
    toast('群里的闲聊不打扰机器人。要它回答，请在前面加 /', {
      action: { label: `改发 /${shortened(line)}`, run: () => say(`/${line}`) },
    })
  } else if (REPORT.test(line)) {
    toast('旬报请在私聊里回，群里的闲聊机器人不看', {
      action: { label: '改在私聊里发', run: () => sayInPrivate(line) },
    })
  }
}

/** What a liaison answers to a reminder: 本旬800万, 累计3.1亿, 没变. */
const REPORT = /(?:本旬|累计).*\d|没变|无变化/
/** A button holds so many characters of what was typed. */
const LABEL = 12

function shortened(line) {
  const signs = [...line]
  return signs.length <= LABEL ? line : `${signs.slice(0, LABEL).join('')}…`
}

function sayInPrivate(line) {
  open(store.me, store.me)
  return say(line)
}

function refreshQuietly() {
  refresh().catch(() => {
    // The counters wait for the next look.
  })
}
