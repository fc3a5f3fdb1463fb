import { describe, expect, it } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import { connect, connectTo, eventually, startWecom, whenReady } from './long-harness.ts'

const TEXT = '1 本旬800万 设备安装90%'
const WANG = { kind: 'private', id: 'wang', replyTo: null } as const
const GROUP = { kind: 'group', id: 'wrGroup', replyTo: null } as const
const CARD = {
  card_type: 'button_interaction',
  main_title: { title: '9月上旬通报' },
  button_list: [{ text: '发布', style: 1, key: '>发布 3' }],
  task_id: 'task-1',
} as const

describe('what comes in by the long connection', () => {
  it('is stored as a private text, the id in the spelling that the program keeps', async () => {
    const { wecom, stored } = await connect()
    const msgid = wecom.say('WangWei', TEXT)
    await eventually(() => stored.length === 1)
    expect(stored[0]).toMatchObject({
      kind: 'text',
      platform: 'wecom',
      key: `bot:${msgid}`,
      text: TEXT,
      sender: { id: 'wangwei' },
      place: { id: 'wangwei', kind: 'private' },
    })
  })

  it('from a group is for the bot, without its name', async () => {
    const { wecom, stored } = await connect()
    wecom.say('wang', '总览', { chat: 'wrGroup' })
    await eventually(() => stored.length === 1)
    expect(stored[0]).toMatchObject({ text: '总览', mentionsBot: true, place: { id: 'wrGroup', kind: 'group' } })
  })

  it('twice under one id is stored once', async () => {
    const { wecom, stored, counted } = await connect()
    wecom.say('wang', TEXT, { msgid: 'm1' })
    wecom.say('wang', TEXT, { msgid: 'm1' })
    await eventually(async () => (await counted('repeated')) === 1)
    expect(stored).toHaveLength(1)
  })

  it('is stored in the order in which it came, also when the database stumbles', async () => {
    const keys: string[] = []
    let failures = 2
    const { wecom } = await connect({
      store: async ({ key }) => {
        failures -= 1
        if (failures >= 0) throw new Error('the database is down')
        keys.push(key)
        return { fresh: true }
      },
    })
    const said = ['1', '2', '3'].map((text) => `bot:${wecom.say('wang', text)}`)
    await eventually(() => keys.length === 3)
    expect(keys).toEqual(said)
  })

  it('and cannot be stored is told to the person, since WeCom brings nothing again', async () => {
    const { wecom, counted } = await connect({
      store: () => Promise.reject(new Error('the database is down')),
      storeWithinMs: 100,
    })
    const msgid = wecom.say('wang', TEXT)
    const told = await wecom.waitForMessage(({ replyTo }) => replyTo === msgid)
    expect(told.markdown).toBe('刚才这条没有存下来，请稍后再发一次。')
    await eventually(async () => (await counted('failed')) === 1)
  })

  it('and is somebody who opens the private chat is welcomed', async () => {
    const { wecom, stored } = await connect()
    wecom.enter('wang')
    expect(await wecom.waitForMessage(({ by }) => by === 'welcome')).toMatchObject({ chat: 'wang', markdown: '您好' })
    expect(stored).toEqual([])
  })

  it('leaves neither the secret nor what people write in the log', async () => {
    const { wecom, lines, stored } = await connect()
    wecom.say('wang', TEXT)
    await eventually(() => stored.length === 1)
    wecom.drop()
    await eventually(() => lines.length >= 3)
    expect(lines.join('')).not.toMatch(/the-bot-secret|设备安装|response_code/)
  })
})

describe('what goes out by the long connection', () => {
  it('answers a message by its request', async () => {
    const { wecom, door, stored } = await connect()
    const msgid = wecom.say('wang', '总览')
    await eventually(() => stored.length === 1)
    expect(await door.sendMarkdown({ ...WANG, replyTo: msgid }, '**总览**')).toEqual({ ok: true, value: null })
    expect(wecom.messages).toMatchObject([{ by: 'respond', replyTo: msgid, markdown: '**总览**', chat: 'wang' }])
  })

  it('answers a message that another copy heard with a message of its own', async () => {
    const { wecom, door, stored } = await connect()
    wecom.say('wang', '总览')
    await eventually(() => stored.length === 1)
    expect((await door.sendMarkdown({ ...WANG, replyTo: 'heard-elsewhere' }, '**总览**')).ok).toBe(true)
    expect(wecom.messages).toMatchObject([{ by: 'send', chat: 'wang' }])
  })

  it('pushes cards and text to whoever has written, and to nobody else', async () => {
    const { wecom, door, stored } = await connect()
    wecom.say('wang', '总览')
    wecom.say('wang', '总览', { chat: 'wrGroup' })
    await eventually(() => stored.length === 2)
    expect(await door.sendCard(GROUP, CARD)).toEqual({ ok: true, value: null })
    expect(await door.sendMarkdown(WANG, '提醒')).toEqual({ ok: true, value: null })
    expect(wecom.messages).toMatchObject([
      { chat: 'wrGroup', kind: 'group' },
      { chat: 'wang', kind: 'private' },
    ])
    const stranger = await door.sendMarkdown({ ...WANG, id: 'never-wrote' }, '提醒')
    expect(stranger).toEqual({ ok: false, failure: { kind: 'answered', code: 93006, status: 200 } })
  })

  it('goes to the id under which WeCom delivered the person, also when the program knows him by another', async () => {
    const { wecom, door, stored } = await connect({ knownAs: async () => 'wangwei' })
    wecom.say('woEncryptedIdOfSomebody12345678', '总览')
    await eventually(() => stored.length === 1)
    expect(stored[0]).toMatchObject({ sender: { id: 'wangwei' }, place: { id: 'wangwei', kind: 'private' } })
    expect((await door.sendMarkdown({ ...WANG, id: 'wangwei' }, '提醒')).ok).toBe(true)
    expect(wecom.messages).toMatchObject([{ chat: 'woEncryptedIdOfSomebody12345678' }])
  })

  it('is a failure with the code, never an exception, when WeCom refuses it', async () => {
    const { wecom, door, stored } = await connect()
    wecom.say('wang', '总览')
    await eventually(() => stored.length === 1)
    const long = await door.sendMarkdown(WANG, '长'.repeat(7_000))
    expect(long).toEqual({ ok: false, failure: { kind: 'answered', code: 45002, status: 200 } })
    for (let i = 0; i < 30; i++) expect((await door.sendMarkdown(WANG, `第${i}条`)).ok).toBe(true)
    const tooMany = await door.sendMarkdown(WANG, '第31条')
    expect(tooMany).toEqual({ ok: false, failure: { kind: 'answered', code: 45009, status: 200 } })
  })

  it('was certainly not sent while no connection is up', async () => {
    const wecom = await startWecom()
    wecom.faults.deafToSecret = true
    const { door } = connectTo(wecom)
    await wecom.whenSubscribed(1)
    expect(door.ready()).toBe(false)
    expect(await door.sendMarkdown(WANG, '提醒')).toMatchObject({ ok: false, failure: { kind: 'unreached' } })
  })

  it('may have been sent when the connection breaks before the answer, or no answer comes', async () => {
    const connected = await connect()
    const { wecom, door, stored } = connected
    wecom.say('wang', '总览')
    await eventually(() => stored.length === 1)
    wecom.faults.dropAfterActing = true
    expect(await door.sendMarkdown(WANG, '提醒')).toMatchObject({ ok: false, failure: { kind: 'broken' } })
    wecom.faults.dropAfterActing = false
    await whenReady(connected)
    wecom.faults.noAcks = true
    expect(await door.sendMarkdown(WANG, '提醒')).toMatchObject({ ok: false, failure: { kind: 'broken' } })
  })
})

describe('a press on a card', () => {
  async function shown(options: Parameters<typeof connect>[0] = {}) {
    const connected = await connect(options)
    const { wecom, door } = connected
    wecom.say('wang', '总览')
    await eventually(async () => (await door.sendCard(WANG, CARD)).ok)
    const message = await wecom.waitForMessage(({ card }) => card !== null)
    return { ...connected, message }
  }

  it('gives the card its new face at once', async () => {
    const { wecom, message, stored } = await shown()
    wecom.press(message, '发布', 'Wang')
    await eventually(() => message.card?.card_type === 'text_notice')
    expect(message.card?.main_title.title).toBe('已发布')
    expect(stored.at(-1)).toMatchObject({
      kind: 'action',
      action: '发布 3',
      messageId: 'task-1',
      sender: { id: 'wang' },
    })
  })

  it('that is handled too late for a new face is answered by a message of its own', async () => {
    let asked = 0
    const { wecom, message } = await shown({
      act: async () => {
        asked += 1
        return asked === 1 ? null : { card: say('已发布') }
      },
    })
    wecom.press(message, '发布', 'wang')
    const late = await wecom.waitForMessage(({ card }) => card?.main_title.title === '已发布')
    expect(late).toMatchObject({ by: 'send', chat: 'wang' })
    expect(late.card?.task_id).not.toBe(message.card?.task_id)
    expect(message.card?.card_type).toBe('button_interaction')
  })

  it('whose answer is a message of its own leaves the card as it is', async () => {
    const { wecom, message, counted } = await shown({ act: async () => ({ toast: { tone: 'good', text: '已记下' } }) })
    wecom.press(message, '发布', 'wang')
    await eventually(async () => (await counted('stored')) === 2)
    expect(message.card?.card_type).toBe('button_interaction')
  })
})

describe('the long connection', () => {
  it('comes back when the network breaks it, again and again', async () => {
    const connected = await connect()
    const { wecom, stored, endings } = connected
    for (let again = 1; again <= 12; again++) {
      wecom.drop()
      await eventually(() => endings().length === again)
      await whenReady(connected)
    }
    wecom.say('wang', TEXT)
    await eventually(() => stored.length === 1)
    expect(endings().every(({ ended }) => ended === 'lost')).toBe(true)
  })

  it('to a server that takes the secret and says nothing is given up and tried again', async () => {
    const wecom = await startWecom()
    wecom.faults.deafToSecret = true
    const connected = connectTo(wecom, { settings: { authWithinMs: 100 } })
    await wecom.whenSubscribed(3)
    expect(await connected.up()).toBe(0)
    wecom.faults.deafToSecret = false
    await whenReady(connected)
    expect(connected.endings()[0]).toMatchObject({ ended: 'lost', reason: 'the secret was not answered' })
  })

  it('that has gone silent without an end is given up for a new one', async () => {
    const connected = await connect({ settings: { heartbeatMs: 50 } })
    connected.wecom.faults.silent = true
    await eventually(() => connected.endings().length > 0)
    connected.wecom.faults.silent = false
    await whenReady(connected)
  })

  it('with a wrong secret says so in the log, by its code, and is tried again slowly', async () => {
    const wecom = await startWecom()
    const { endings, lines } = connectTo(wecom, { settings: { secret: 'a-wrong-secret' } })
    await eventually(() => endings().length === 2)
    expect(endings()[0]).toMatchObject({ level: 50, ended: 'refused', reason: 'wecom code 853000' })
    expect(lines.join('')).not.toContain('a-wrong-secret')
  })

  it('that somebody else took over stays away for a while instead of taking it back at once', async () => {
    const { wecom, endings, up } = await connect({ kicked: { first: 60_000, longest: 60_000 } })
    await wecom.intrude()
    await eventually(() => endings().length === 1)
    expect(endings()[0]).toMatchObject({ level: 50, ended: 'kicked' })
    expect(endings()[0].afterMs).toBeGreaterThanOrEqual(30_000)
    expect(await up()).toBe(0)
    expect(wecom.subscribed()).toBe(2)
  })

  it('comes back after a kick when its time is over', async () => {
    const connected = await connect()
    const leave = await connected.wecom.intrude()
    await eventually(() => connected.endings().length === 1)
    leave()
    await whenReady(connected)
  })

  it('is closed at once when this copy is not the owner any more, and not opened again', async () => {
    const { wecom, loseOwnership, door } = await connect()
    loseOwnership()
    expect(door.ready()).toBe(false)
    await eventually(() => !wecom.live())
    expect(wecom.subscribed()).toBe(1)
  })
})
