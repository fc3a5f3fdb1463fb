/** The events of what people do: write, click, choose, fill in, tap the menu, bring the bot in. */
import { privateChatOf } from './world.ts'

export interface SaidOptions {
  /** A group; absent: the private chat with the bot. */
  readonly chat?: string
  /** Mention the bot at the beginning. */
  readonly mention?: boolean
  /** People mentioned in the text as "@name". */
  readonly mentions?: readonly { readonly openId: string; readonly name: string }[]
  /** The message that is answered. */
  readonly replyTo?: string
  readonly messageId?: string
  /** Not a text but a file that was put there under this key. */
  readonly file?: { readonly key: string; readonly name: string }
  /** Sent by another bot. */
  readonly byBot?: boolean
}

/** The body of im.message.receive_v1. */
export function messageEvent(
  from: string,
  text: string,
  botOpenId: string,
  at: number,
  messageId: string,
  options: SaidOptions,
) {
  const people = [
    ...(options.mention === true ? [{ openId: botOpenId, name: '赛马助手', type: 'bot' }] : []),
    ...(options.mentions ?? []).map((person) => ({ ...person, type: 'user' })),
  ]
  const keyed = people.map((person, i) => ({ ...person, key: `@_user_${i + 1}` }))
  const written = keyed.reduce(
    (line, person) => (person.type === 'bot' ? `${person.key} ${line}` : line.replace(`@${person.name}`, person.key)),
    text,
  )
  return {
    sender: {
      sender_id: { union_id: `on_${from.slice(3)}`, user_id: '', open_id: from },
      sender_type: options.byBot === true ? 'bot' : 'user',
      tenant_key: '2ca1d211f64f6438',
    },
    message: {
      message_id: messageId,
      ...(options.replyTo === undefined ? {} : { root_id: options.replyTo, parent_id: options.replyTo }),
      create_time: String(at),
      update_time: String(at),
      chat_id: options.chat ?? privateChatOf(from),
      chat_type: options.chat === undefined ? 'p2p' : 'group',
      message_type: options.file === undefined ? 'text' : 'file',
      content: JSON.stringify(
        options.file === undefined ? { text: written } : { file_key: options.file.key, file_name: options.file.name },
      ),
      ...(keyed.length === 0
        ? {}
        : {
            mentions: keyed.map((person) => ({
              key: person.key,
              id: { union_id: `on_${person.openId.slice(3)}`, user_id: '', open_id: person.openId },
              mentioned_type: person.type,
              name: person.name,
              tenant_key: '2ca1d211f64f6438',
            })),
          }),
    },
  }
}

/** The body of card.action.trigger. */
export function actionEvent(
  as: string,
  on: { readonly messageId: string; readonly chatId: string },
  action: Readonly<Record<string, unknown>>,
) {
  return {
    operator: { tenant_key: '2ca1d211f64f6438', user_id: '', open_id: as, union_id: `on_${as.slice(3)}` },
    token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7d000001',
    action: { timezone: 'Asia/Shanghai', ...action },
    host: 'im_message',
    context: { open_message_id: on.messageId, open_chat_id: on.chatId },
  }
}

/** The body of the events about the bot in a group. */
export function botChatEvent(chat: string, operator: string, name: string, external: boolean) {
  return {
    chat_id: chat,
    operator_id: { union_id: `on_${operator.slice(3)}`, user_id: '', open_id: operator },
    external,
    operator_tenant_key: '2ca1d211f64f6438',
    name,
    i18n_names: { zh_cn: name, en_us: '', ja_jp: '' },
  }
}

/** The body of application.bot.menu_v6. */
export function menuEvent(as: string, key: string, at: number) {
  return {
    operator: { operator_name: '', operator_id: { union_id: `on_${as.slice(3)}`, user_id: '', open_id: as } },
    event_key: key,
    timestamp: Math.floor(at / 1000),
  }
}
