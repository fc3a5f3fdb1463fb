/** By the long connection of a 智能机器人 of WeCom. */

import { z } from 'zod'
import { startFileHost } from '../../emulators/wecom/file-host.ts'
import { cardWords } from '../../emulators/wecom/rest.ts'
import { type BotMessage, startBotServer } from '../../emulators/wecom/ws-server.ts'
import { DEMO } from '../../program/demo-district.ts'
import { dataFolder, start } from '../../program/start.ts'
import { ADMIN, accountOf, GROUP, moveToWecom } from '../../program/wecom.ts'
import { undoneLater } from '../../support/undone-later.ts'
import { lineFor, newestWith, type Way } from '../way.ts'

const BOT = { botId: 'aib-bot', secret: 'the-bot-secret' }
/** Longer than a loaded machine takes to store an event. */
const HEARD_MS = 10_000
/** Somebody on no roster, whose words show that what came before them was heard. */
const BYSTANDER = 'guoluren'

export async function openWecomConnected(): Promise<Way> {
  // WeCom's limit of a chat is another test's subject.
  const wecom = await startBotServer({ ...BOT, perMinute: 1000 })
  undoneLater(() => wecom.stop())
  const host = await startFileHost()
  undoneLater(() => host.stop())
  const program = await start({
    ...DEMO,
    DATA_DIR: await dataFolder(),
    WECOM_MODE: 'websocket',
    WECOM_BOT_ID: BOT.botId,
    WECOM_BOT_SECRET: BOT.secret,
    WECOM_WS_URL: wecom.url,
    WECOM_BASE_URL: host.url,
    WECOM_CHAT_PER_MINUTE: '1000',
  })
  await moveToWecom({ program })
  await wecom.whenLive(20_000)

  let count = 0
  const to = (who: string) => wecom.messages.filter(({ chat }) => chat === who)

  /**
   * Does it and waits until the program has heard and handled it: nothing tells when a frame was taken. On a busy
   * machine the connection breaks now and then, and WeCom brings nothing again that came meanwhile: it is done again,
   * as its people would. The same message a second time changes nothing.
   */
  async function handled(act: () => unknown): Promise<void> {
    const before = await program.db.inboxEvent.count()
    const isHeard = async () => (await program.db.inboxEvent.count()) > before
    do {
      await wecom.whenLive(60_000)
      act()
    } while (!(await within(HEARD_MS, isHeard)))
    await settled()
  }

  /** What is owed now has been sent, also when the connection had to be opened anew for it. */
  async function settled(): Promise<void> {
    await program.settle()
    const now = program.clock.now()
    const due = { state: 'OWED' as const, notBefore: { lte: now }, chat: { platform: 'WECOM' as const } }
    await within(30_000, async () => (await program.db.outboxMessage.count({ where: due })) === 0)
  }

  /** A card's new face comes over the connection after the click was handled. */
  async function turned(message: BotMessage, before: BotMessage['card']): Promise<void> {
    const { answer } = await program.db.inboxEvent.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const face = z.object({ card: z.unknown() }).safeParse(answer)
    if (face.success && face.data.card !== undefined) await within(HEARD_MS, async () => message.card !== before)
  }

  async function say(who: string, text: string, options: { chat?: string }): Promise<string> {
    count += 1
    const msgid = `said-${count}`
    await handled(() => wecom.say(who, text, { ...options, msgid }))
    return msgid
  }

  const way: Way = {
    program,
    hearsGroup: true,
    reachesOnlyWhoWrote: true,
    async say(who, text, where = 'private') {
      const options = where === 'group' ? { chat: GROUP } : {}
      const msgid = await say(accountOf(who), text, options)
      return {
        async again() {
          wecom.say(accountOf(who), text, { ...options, msgid })
          await say(BYSTANDER, '你好', {})
        },
      }
    },
    async click(who, label) {
      const message = newestWith(to(accountOf(who)), labelsOf, label)
      const before = message.card
      await handled(() => wecom.press(message, label, accountOf(who)))
      await turned(message, before)
    },
    async fill(who, entries) {
      await way.say(who, lineFor(entries))
    },
    async sendFile(who, name, content) {
      count += 1
      const file = host.put(name, content)
      await handled(() => wecom.say(accountOf(who), '', { msgid: `said-${count}`, file }))
    },
    files: async (who) => to(accountOf(who)).flatMap(({ file }) => (file === undefined ? [] : [file.name])),
    heard: async (who) =>
      to(who === 'group' ? GROUP : accountOf(who)).map(({ markdown, card }) =>
        [markdown, card === null ? null : cardWords(card)].filter((part) => part !== null).join('\n'),
      ),
  }
  await say(ADMIN, '绑定', { chat: GROUP })
  return way
}

/** Whether it comes true in that time. */
async function within(ms: number, look: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + ms
  while (performance.now() < until) {
    if (await look()) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

function labelsOf({ card }: BotMessage): string[] {
  return card?.card_type === 'button_interaction' ? card.button_list.map(({ text }) => text) : []
}
