import { describe, expect, test } from 'vitest'
import { incomingSchema } from '../../../src/chat/message.ts'
import { decode } from '../../../src/platforms/feishu/decode.ts'
import { type Envelope, envelopeSchema } from '../../../src/platforms/feishu/envelope.ts'
import { momentOf } from '../../../src/platforms/feishu/platform-time.ts'
import { envelope } from '../../emulators/feishu/envelope.ts'
import { botChatEvent, menuEvent, messageEvent, type SaidOptions } from '../../emulators/feishu/people-acts.ts'
import { app, encryptedEvent, vectors } from './vectors.ts'

const BOT = vectors.app.bot_open_id
const PERSON = 'ou_84aad35d084aa403a838cf73ee18467'
const AT = 1774004597216

function fromVector(name: string) {
  return decode(envelopeSchema.parse(JSON.parse(encryptedEvent(name).plaintext)), BOT)
}

function event(type: string, body: object): Envelope {
  return envelopeSchema.parse(envelope(app, type, body, AT, 'ev1'))
}

function said(text: string, options: SaidOptions = {}, change: object = {}) {
  const body = messageEvent(PERSON, text, BOT, AT, 'om_1', options)
  return decode(event('im.message.receive_v1', { ...body, message: { ...body.message, ...change } }), BOT)
}

describe('the events of the vectors', () => {
  test('a private text is placed with its sender', () => {
    expect(fromVector('p2p_text')).toEqual({
      kind: 'text',
      platform: 'feishu',
      key: `message:${app.appId}:om_0000000000000000000000000000001`,
      at: '2026-03-20T11:03:17.216Z',
      sender: { id: PERSON },
      place: { id: PERSON, kind: 'private' },
      messageId: 'om_0000000000000000000000000000001',
      text: '今天的进度：完成 80% 😀',
      mentionsBot: false,
      mentions: [],
    })
  })

  test('a mention of the bot is taken out, other people keep their names', () => {
    expect(fromVector('group_text_at_bot')).toMatchObject({
      kind: 'text',
      place: { id: 'oc_5ce6d572455d361153b7cb51da133945', kind: 'group' },
      mentionsBot: true,
    })
  })

  test('a mention of everybody is not for the bot', () => {
    expect(fromVector('group_text_at_all')).toMatchObject({ text: '@所有人 请填表', mentionsBot: false, mentions: [] })
  })

  test('an answer in a thread says what it answers', () => {
    expect(fromVector('thread_reply')).toMatchObject({
      text: '收到',
      mentionsBot: true,
      replyTo: 'om_0000000000000000000000000000002',
    })
  })

  test('a post becomes its lines', () => {
    expect(fromVector('post_message')).toMatchObject({ text: '周报\n第一行 \n链接', mentionsBot: true })
  })

  test('a picture is ignored', () => {
    expect(fromVector('image_message')).toEqual({ kind: 'ignored', type: 'im.message.receive_v1' })
  })

  test('a file is what can be fetched', () => {
    expect(fromVector('file_message')).toMatchObject({
      kind: 'file',
      name: expect.stringMatching(/\.\w+$/),
      source: { fileKey: expect.stringMatching(/^file_/) },
    })
  })

  test('a button of a card in private is a typed command', () => {
    expect(fromVector('card_button')).toEqual({
      kind: 'action',
      platform: 'feishu',
      key: 'event:f7984f25108f8137722bb63c00000001',
      at: '2026-03-20T11:03:17.520Z',
      sender: { id: PERSON },
      place: { id: PERSON, kind: 'private' },
      messageId: 'om_574d639e4a44e4dd646eaf628e200001',
      action: 'approve',
    })
  })

  test("a form's values come as text", () => {
    expect(fromVector('card_form_submit')).toMatchObject({
      action: 'submit',
      form: { progress: '80', note: '多行\n文本 "引号" \\ 反斜杠', people: 'ou_1,ou_2', status: 'done', agree: 'true' },
    })
  })

  test('a choice is its command', () => {
    expect(fromVector('card_select_static')).toMatchObject({ kind: 'action', action: 'opt_2' })
  })

  test('the bot comes into a group', () => {
    expect(fromVector('bot_added')).toEqual({
      kind: 'joined',
      platform: 'feishu',
      key: 'event:5e3702a84e847582be8db7fb73283c08',
      at: '2026-03-20T11:03:17.520Z',
      place: { id: 'oc_413ec1ae1df94a7c7d2d5d9d94d4a4a1', kind: 'group', name: '项目群', external: false },
      sender: { id: PERSON },
    })
  })

  test('a menu key that nobody set up is ignored', () => {
    expect(fromVector('bot_menu')).toEqual({ kind: 'ignored', type: 'application.bot.menu_v6' })
  })

  test('a message taken back', () => {
    expect(fromVector('message_recalled')).toMatchObject({
      kind: 'recalled',
      messageId: 'om_0000000000000000000000000000001',
      place: { id: 'oc_5ce6d572455d361153b7cb51da133945' },
    })
  })

  test.each(vectors.encrypted_events.filter((one) => one.name !== 'challenge').map((one) => one.name))(
    '%s can be stored as JSON',
    (name) => {
      const decoded = fromVector(name)
      if (decoded.kind === 'ignored') return expect(decoded.type).not.toBe('')
      expect(incomingSchema.parse(JSON.parse(JSON.stringify(decoded)))).toEqual(decoded)
    },
  )
})

describe('what people write', () => {
  test('mentions keep the order of the text, and keys are not mixed up', () => {
    const mentions = Array.from({ length: 11 }, (_, i) => ({
      openId: `ou_${i + 1}`,
      name: `人${String.fromCharCode(65 + i)}`,
    }))
    const text = `绑定 @人K 和 @人A`
    expect(said(text, { chat: 'oc_1', mention: true, mentions })).toMatchObject({
      text: '绑定 @人K 和 @人A',
      mentionsBot: true,
      mentions: [
        { id: 'ou_11', name: '人K' },
        { id: 'ou_1', name: '人A' },
      ],
    })
  })

  test('the mention of the bot leaves one space in the middle of a text', () => {
    const content = JSON.stringify({ text: '请 @_user_1  查 绿邦' })
    expect(said('x', { chat: 'oc_1', mention: true }, { content })).toMatchObject({
      text: '请 查 绿邦',
      mentionsBot: true,
    })
  })

  test('a mention of another bot is not a mention of this one, nor of a person', () => {
    const mentions = [{ key: '@_user_1', id: { open_id: 'ou_other' }, mentioned_type: 'bot', name: '别的机器人' }]
    const content = JSON.stringify({ text: '@_user_1 总览' })
    expect(said('x', { chat: 'oc_1' }, { content, mentions })).toMatchObject({
      text: '@别的机器人 总览',
      mentionsBot: false,
      mentions: [],
    })
  })

  test('a message of another bot is ignored, so that two bots never answer each other', () => {
    expect(said('总览', { chat: 'oc_1', mention: true, byBot: true })).toMatchObject({ kind: 'ignored' })
  })

  test.each([
    ['', '{}'],
    ['a broken content', 'not json'],
    ['a post without words', JSON.stringify({ title: '', content: [[{ tag: 'img', image_key: 'img_1' }]] })],
  ])('%s is ignored', (_what, content) => {
    expect(said('x', {}, { content, message_type: content.startsWith('{"title') ? 'post' : 'text' })).toMatchObject({
      kind: 'ignored',
    })
  })

  test('an event of another shape is ignored', () => {
    for (const type of [
      'im.message.receive_v1',
      'im.chat.member.bot.added_v1',
      'application.bot.menu_v6',
      'card.action.trigger',
    ]) {
      expect(decode(event(type, { nothing: 1 }), BOT)).toEqual({ kind: 'ignored', type })
    }
  })
})

describe('the menu', () => {
  test.each([
    ['overview', '总览'],
    ['rank', '排名'],
    ['mine', '我的项目'],
    ['report', '旬报'],
  ])('%s types %s', (key, item) => {
    expect(decode(event('application.bot.menu_v6', menuEvent(PERSON, key, AT)), null)).toMatchObject({
      kind: 'menu',
      sender: { id: PERSON },
      item,
      at: '2026-03-20T11:03:17.000Z',
    })
  })
})

test.each(['im.chat.member.bot.deleted_v1', 'im.chat.disbanded_v1'])('%s: the group is left', (type) => {
  expect(decode(event(type, botChatEvent('oc_1', PERSON, '项目群', false)), null)).toMatchObject({
    kind: 'left',
    place: { id: 'oc_1', kind: 'group' },
  })
})

describe('where a click happened', () => {
  const click = (value: unknown, chat: string) =>
    decode(
      event('card.action.trigger', {
        operator: { open_id: PERSON },
        action: { value, tag: 'button' },
        context: { open_message_id: 'om_1', open_chat_id: chat },
      }),
      null,
    )

  test('in the group for which the card was made', () => {
    expect(click({ act: '发布 3', chat: 'oc_1' }, 'oc_1')).toMatchObject({ place: { id: 'oc_1', kind: 'group' } })
  })

  test('a forwarded card is answered in private', () => {
    expect(click({ act: '发布 3', chat: 'oc_1' }, 'oc_2')).toMatchObject({ place: { id: PERSON, kind: 'private' } })
    expect(click({ act: '发布 3' }, 'oc_2')).toMatchObject({ place: { id: PERSON, kind: 'private' } })
  })

  test('a card of another making does nothing', () => {
    expect(click({ id: 3 }, 'oc_1')).toMatchObject({ kind: 'ignored' })
    expect(click('text', 'oc_1')).toMatchObject({ kind: 'ignored' })
  })
})

test.each([
  ['1774004597', 1774004597000],
  ['1774004597216', 1774004597216],
  ['1774004597216999', 1774004597216],
  [1774004597, 1774004597000],
  ['abc', null],
  ['', null],
  ['-1774004597', null],
  ['99999999999999999999', null],
])('the moment %s', (digits, ms) => {
  expect(momentOf(digits)?.getTime() ?? null).toBe(ms)
})
