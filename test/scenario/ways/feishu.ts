/** By Feishu: its webhook, or the long connection. */
import { buttonsOf, formsOf } from '../../emulators/feishu/card-view.ts'
import type { Said as FeishuSaid } from '../../emulators/feishu/index.ts'
import { DEMO, GROUP, moveToFeishu, openIdOf, sentTo } from '../../program/demo-district.ts'
import { dataFolder, startAt, startFeishu } from '../../program/start.ts'
import { newestWith, type Way } from '../way.ts'

/** Feishu's limits are another test's subject. */
const QUOTA = { chatPerSecond: 1000, appPerSecond: 1000, appPerMinute: 10_000 }
const WIDE = { FEISHU_CHAT_QPS: '1000', FEISHU_APP_QPS: '1000', FEISHU_APP_PER_MINUTE: '10000' }
const BY = {
  webhook: {},
  websocket: { FEISHU_MODE: 'websocket', FEISHU_ENCRYPT_KEY: '', FEISHU_VERIFICATION_TOKEN: '' },
} as const

export async function openFeishuWay(mode: keyof typeof BY): Promise<Way> {
  const feishu = await startFeishu({ quota: QUOTA })
  const program = await startAt(feishu, { ...DEMO, ...WIDE, ...BY[mode], DATA_DIR: await dataFolder() })
  await moveToFeishu({ program, feishu })
  await program.settle()

  const cardsOf = (openId: string) =>
    feishu.messages.flatMap(({ openId: to, messageId, card }) => (to === openId && card ? [{ messageId, card }] : []))

  return {
    program,
    hearsGroup: true,
    reachesOnlyWhoWrote: false,
    async say(who, text, where = 'private') {
      const options = where === 'group' ? { chat: GROUP, mention: true } : {}
      const said: FeishuSaid = await feishu.say(openIdOf(who), text, options)
      await program.settle()
      return {
        async again() {
          await feishu.sayAgain(said)
          await feishu.sayAgain(said, 'another event')
          await program.settle()
        },
      }
    },
    async click(who, label) {
      const pressable = ({ card }: ReturnType<typeof cardsOf>[number]) => buttonsOf(card).map((one) => one.label)
      await feishu.click(newestWith(cardsOf(openIdOf(who)), pressable, label).messageId, label, openIdOf(who))
      await program.settle()
    },
    async fill(who, entries) {
      const submits = ({ card }: ReturnType<typeof cardsOf>[number]) => formsOf(card).map(({ submit }) => submit.label)
      const { messageId } = newestWith(cardsOf(openIdOf(who)), submits, '提交')
      const values = entries.flatMap(({ project, amount, progress }) => [
        [`${project} 本旬完成投资（万元）`, amount],
        [`${project} 形象进度`, progress],
      ])
      await feishu.submit(messageId, '提交', Object.fromEntries(values), openIdOf(who))
      await program.settle()
    },
    async sendFile(who, name, content) {
      await feishu.sendFile(openIdOf(who), name, content)
      await program.settle()
    },
    files: async (who) =>
      feishu.messages.filter(({ openId, type }) => openId === openIdOf(who) && type === 'file').map(({ text }) => text),
    heard: async (who) => sentTo(feishu, who === 'group' ? GROUP : openIdOf(who)),
  }
}
