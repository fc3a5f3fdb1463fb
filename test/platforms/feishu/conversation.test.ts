/** A click and a form, from the card that was sent to the card that takes its place: the real SDK, the real protocol. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Block, type Card, say } from '../../../src/chat/card.ts'
import type { Incoming } from '../../../src/chat/message.ts'
import type { SyncAnswer } from '../../../src/inbox/handle.ts'
import { feishuClient } from '../../../src/platforms/feishu/client.ts'
import { feishuDoor } from '../../../src/platforms/feishu/door.ts'
import { feishuApi } from '../../../src/platforms/feishu/sdk.ts'
import { type FeishuEmulator, type SentMessage, startFeishuEmulator } from '../../emulators/feishu/index.ts'
import { listeningLog, type Program, startProgram } from './harness.ts'
import { app } from './vectors.ts'

const PERSON = 'ou_84aad35d084aa403a838cf73ee18467'
const OTHER = 'ou_2'
const GROUP = 'oc_5ce6d572455d361153b7cb51da133945'
const SECRET = 'the-app-secret-of-this-test'

let feishu: FeishuEmulator
let program: Program
let acts: Incoming[]
let answer: SyncAnswer

beforeEach(async () => {
  acts = []
  answer = {}
  feishu = await startFeishuEmulator({ ...app, appSecret: SECRET })
  program = await startProgram({
    settings: app,
    act: async (incoming) => {
      acts.push(incoming)
      return answer
    },
  })
  feishu.connect(program.url)
})
afterEach(async () => {
  await program.stop()
  await feishu.stop()
})

/** Sends a card and waits until the person sees it. */
async function show(card: Card, kind: 'group' | 'private' = 'private'): Promise<SentMessage> {
  const { log } = listeningLog()
  const client = feishuClient(feishuApi({ appId: app.appId, appSecret: SECRET, baseUrl: feishu.baseUrl }, log))
  const door = feishuDoor({ client, log, quota: { chatPerSecond: 5, appPerSecond: 50, appPerMinute: 1000 } })
  const chat = { externalId: kind === 'group' ? GROUP : PERSON, kind }
  const seen = feishu.waitForMessage((message) => message.text.startsWith(card.title))
  await door.send({ key: 'k', chat, card, file: null, attempt: 1, replyTo: null, updates: null })
  return seen
}

const preview = say('预览', {
  actions: [
    { kind: 'button', label: '发布', action: '发布 3' },
    { kind: 'select', label: '按单位', options: [{ label: '示例甲镇', action: '项目清单 示例甲镇' }] },
  ],
})

describe('a card in use', () => {
  test('a button in a group is the clicker in that group', async () => {
    const { messageId } = await show(preview, 'group')
    await feishu.click(messageId, '发布', OTHER)
    expect(acts).toMatchObject([
      { kind: 'action', action: '发布 3', sender: { id: OTHER }, place: { id: GROUP, kind: 'group' }, messageId },
    ])
  })

  test('a choice in private is the person in private', async () => {
    const { messageId } = await show(preview)
    await feishu.choose(messageId, '示例甲镇', PERSON)
    expect(acts).toMatchObject([{ action: '项目清单 示例甲镇', place: { id: PERSON, kind: 'private' } }])
  })

  test('the answer is a toast and a card in the place of the old one', async () => {
    const message = await show(preview)
    answer = { toast: { tone: 'good', text: '已发布' }, card: say('已发布', { tone: 'good' }) }
    const clicked = await feishu.click(message.messageId, '发布', PERSON)
    expect(clicked.toast).toEqual({ type: 'success', content: '已发布' })
    expect(message).toMatchObject({ text: '已发布', patches: 1 })
  })

  test("a form's values come under the names that the form gave them, of two forms with the same names", async () => {
    const form = (name: string, action: string): Block => ({
      kind: 'form',
      name,
      fields: [
        { name: 'amount', label: '本旬完成（万元）', type: 'text', required: true },
        {
          name: 'stop',
          label: '是否停工',
          type: 'choice',
          value: 'no',
          options: [
            { label: '否', value: 'no' },
            { label: '是', value: 'yes' },
          ],
        },
      ],
      submit: { label: `提交${name}`, action },
      typed: '1 本旬800万',
    })
    const { messageId } = await show(
      say('报旬报', { blocks: [form('first', '旬报 示例甲'), form('second', '旬报 示例乙')] }),
    )
    await feishu.submit(messageId, 'second', { '本旬完成（万元）': '800', 是否停工: '是' }, PERSON)
    expect(acts).toMatchObject([{ action: '旬报 示例乙', form: { amount: '800', stop: 'yes' } }])
    await expect(feishu.submit(messageId, '提交first', {}, PERSON)).rejects.toThrow('有必填项未填写')
  })
})
