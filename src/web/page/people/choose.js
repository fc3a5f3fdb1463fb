/** Becoming somebody and opening a chat. Both are kept for this window. */
import { api } from '../core/api.js'
import { holdMessages } from '../core/messages.js'
import { windowMemory } from '../core/remember.js'
import { change, chatById, isPrivate, store, userById } from '../core/store.js'
import { clearToasts, toastError } from '../core/toast.js'
import { hasUnread } from './unread.js'

/** Whom the page offers first: the office, who sees everything and may do the most. */
export function chooseFirst() {
  const kept = windowMemory.read('where')
  const me = userById(kept?.me) ?? store.users.find(({ roles }) => roles.includes('office')) ?? store.users[0]
  if (me === undefined) return
  const group = store.chats.find(({ kind }) => kind === 'group')
  const chat = chatById(kept?.chat)
  open(me.id, chat?.members.includes(me.id) ? chat.id : (group?.id ?? me.id))
}

/**
 * Becomes somebody: in the group one stays in the group, else one lands in the person's own private chat; there too when
 * something waits in it, for that is what the dot beside the name promises.
 */
export function become(userId) {
  const stays = store.chat !== null && !isPrivate(store.chat) && !hasUnread(userId, userId)
  open(userId, stays ? store.chat : userId)
}

/** Opens a chat as somebody. */
export function open(userId, chatId) {
  windowMemory.write('where', { me: userId, chat: chatId })
  // A button of a note would speak as whoever one is by then.
  if (chatId !== store.chat || userId !== store.me) clearToasts()
  change({ me: userId, chat: chatId })
  if (!store.messages.has(chatId)) void load(chatId)
}

async function load(chatId) {
  try {
    holdMessages(chatId, await api.messages(chatId))
  } catch (error) {
    toastError(error)
  }
}

/** Opens where a message went: the group as whoever one is, a private chat as its owner. */
export function openChat(chatId) {
  open(isPrivate(chatId) ? chatId : store.me, chatId)
}
