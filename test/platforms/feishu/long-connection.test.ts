import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { say } from '../../../src/chat/card.ts'
import { connect, connectTo, startFeishu } from './long-harness.ts'

const WANG = 'ou_84aad35d084aa403a838cf73ee18467'
const TEXT = '1 本旬800万 设备安装90%'

describe('an event by the long connection', () => {
  it('is acknowledged after it was stored', async () => {
    let storing: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      storing = resolve
    })
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    const { feishu } = await connect({
      store: async () => {
        storing()
        await held
        return { fresh: true }
      },
    })
    const saying = feishu.say(WANG, TEXT)
    await begun
    const early = await Promise.race([saying, pause(200).then(() => 'not yet')])
    expect(early).toBe('not yet')
    finish()
    expect((await saying).answer).toEqual({ status: 200, body: {} })
  })

  it('is read as over the webhook, also when it is long and comes in pieces', async () => {
    const { feishu, stored } = await connect()
    const long = `1 本旬800万 ${'管道连接完成'.repeat(1000)}`
    await feishu.say(WANG, long)
    expect(stored).toMatchObject([
      { kind: 'text', platform: 'feishu', text: long, place: { id: WANG, kind: 'private' } },
    ])
  })

  it('in a group is for the bot when it is mentioned', async () => {
    const { feishu, stored } = await connect()
    await feishu.say(WANG, '总览', { chat: 'oc_1', mention: true })
    expect(stored).toMatchObject([{ text: '总览', mentionsBot: true, place: { id: 'oc_1', kind: 'group' } }])
  })

  it('that could not be stored is not acknowledged, and is taken when Feishu brings it again', async () => {
    let down = true
    const taken: string[] = []
    const { feishu, counted } = await connect({
      store: async ({ key }) => {
        if (down) throw new Error('the database is down')
        taken.push(key)
        return { fresh: true }
      },
    })
    const said = await feishu.say(WANG, TEXT)
    expect(said.answer.status).toBe(500)
    expect(await counted('failed')).toBe(1)
    down = false
    expect((await feishu.sayAgain(said)).status).toBe(200)
    expect(taken).toHaveLength(1)
  })

  it('delivered four times is stored once', async () => {
    const { feishu, stored, counted } = await connect()
    const said = await feishu.say(WANG, TEXT)
    await feishu.sayAgain(said)
    await feishu.sayAgain(said, 'another event')
    await feishu.sayAgain(said, 'another event')
    expect(stored).toHaveLength(1)
    expect(await counted('repeated')).toBe(3)
  })

  it('of a kind that the program has no use for is acknowledged and leaves nothing', async () => {
    const { feishu, stored } = await connect()
    expect((await feishu.event('contact.user.created_v3', { object: {} })).status).toBe(200)
    expect(stored).toEqual([])
  })

  it('of another app leaves nothing', async () => {
    const { feishu, stored, counted } = await connect({ appId: 'cli_ffffffffffffffff' })
    await feishu.say(WANG, TEXT)
    expect(stored).toEqual([])
    expect(await counted('refused')).toBe(1)
  })
})

describe('a click by the long connection', () => {
  const click = { operator: { open_id: WANG }, action: { value: { act: '发布 3' }, tag: 'button' } }
  const event = { ...click, context: { open_message_id: 'om_1', open_chat_id: 'oc_1' } }

  it('gets toast and card over the connection', async () => {
    const answer = { toast: { tone: 'good', text: '已发布' }, card: say('已发布') } as const
    const { feishu } = await connect({ act: async () => answer })
    const { status, body } = await feishu.event('card.action.trigger', event)
    expect(status).toBe(200)
    expect(body).toMatchObject({ toast: { type: 'success', content: '已发布' }, card: { type: 'raw' } })
  })

  it('that takes long is told so within its time', async () => {
    const { feishu } = await connect({ act: () => new Promise(() => undefined), actWithinMs: 50 })
    const { body } = await feishu.event('card.action.trigger', event)
    expect(body).toEqual({ toast: { type: 'info', content: '已收到，正在办理' } })
  })

  it('that failed is asked for again in words, not with a code', async () => {
    const { feishu } = await connect({ act: () => Promise.reject(new Error('the database is down')) })
    const { body } = await feishu.event('card.action.trigger', event)
    expect(body).toEqual({ toast: { type: 'error', content: '没有收到，请稍后再点一次' } })
  })
})

describe('the long connection', () => {
  it('comes back when Feishu drops it, and hears what is said then', async () => {
    const { feishu, stored, up } = await connect()
    for (let again = 1; again <= 3; again++) {
      feishu.line.drop()
      await feishu.line.whenOpen(0)
      await feishu.line.whenOpen(1)
      await feishu.say(WANG, TEXT)
      expect(stored).toHaveLength(again)
      expect(await up()).toBe(1)
    }
  })

  it('that has gone silent without an end is given up for a new one', async () => {
    const feishu = await startFeishu()
    Object.assign(feishu.line, { pingSeconds: 1, silent: true })
    const { stored } = connectTo(feishu, {}, { pongSeconds: 0.2 })
    await feishu.line.whenOpen(1)
    feishu.line.silent = false
    await feishu.line.whenAsked(2)
    await feishu.line.whenOpen(1)
    await feishu.say(WANG, TEXT)
    expect(stored).toHaveLength(1)
  })

  it('is asked for until Feishu gives one', async () => {
    const feishu = await startFeishu()
    feishu.line.refuse = 1
    connectTo(feishu)
    await feishu.line.whenAsked(3)
    feishu.line.refuse = null
    await feishu.line.whenOpen(1)
  })

  it('that Feishu refuses is asked for again slowly, and the log says the code', async () => {
    const feishu = await startFeishu()
    const { lines, up } = connectTo(feishu, {}, { appSecret: 'a-wrong-secret' })
    await feishu.line.whenAsked(2)
    expect(await up()).toBe(0)
    const down = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'long connection is down')
    expect(down).toMatchObject({ level: 50, connection: 'feishu', ended: 'refused', reason: 'feishu code 514' })
  })

  it('answers what it has begun before it is closed, and takes nothing new', async () => {
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const connected = await connect({
      store: async () => {
        begin()
        await pause(200)
        return { fresh: true }
      },
    })
    const { feishu } = connected
    const saying = feishu.say(WANG, TEXT)
    await begun
    const stopping = connected.stop()
    const late = feishu.say(WANG, '总览')
    expect((await saying).answer.status).toBe(200)
    expect((await late).answer.status).toBe(500)
    await stopping
    await feishu.line.whenOpen(0)
    expect(feishu.line.asked).toBe(1)
  })

  it('never writes the secret, the address with its ticket, or what people say into the log', async () => {
    const { feishu, lines } = await connect({ store: () => Promise.reject(new Error('the database is down')) })
    await feishu.say(WANG, TEXT)
    feishu.line.drop()
    await feishu.line.whenOpen(0)
    await feishu.line.whenOpen(1)
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.join('')).not.toMatch(/the-app-secret|ticket=|设备安装/)
  })
})
