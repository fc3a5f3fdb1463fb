/** By the console, as its page and scripts drive it. */
import { z } from 'zod'
import { type Card, cardSchema } from '../../../src/chat/card.ts'
import { type Incoming, incomingSchema } from '../../../src/chat/message.ts'
import { storeEvent } from '../../../src/inbox/store.ts'
import { consoleClient } from '../../platforms/console/client.ts'
import { DEMO } from '../../program/demo-district.ts'
import { dataFolder, start } from '../../program/start.ts'
import { type Account, type Entry, newestWith, type Way } from '../way.ts'

const GROUP = 'group:dispatch'
const shown = z.object({ id: z.string(), from: z.string(), card: cardSchema.nullable(), text: z.string() })
const page = z.object({ messages: z.array(shown) })
const saidSchema = z.object({ id: z.string() })

export async function openConsole(): Promise<Way> {
  const program = await start({ ...DEMO, DATA_DIR: await dataFolder() })
  const client = consoleClient(program.url)

  async function did(path: string, body: object): Promise<unknown> {
    const answer = await client.post(path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    await program.settle()
    return answer.body
  }

  async function read(chat: string) {
    const { body } = await client.get(`/messages?chat=${encodeURIComponent(chat)}`)
    return page.parse(body).messages.filter(({ from }) => from === 'bot')
  }

  async function eventOf(key: string): Promise<Incoming> {
    const stored = await program.db.inboxEvent.findFirstOrThrow({ where: { platform: 'CONSOLE', key } })
    return incomingSchema.parse(stored.content)
  }

  return {
    program,
    hearsGroup: true,
    reachesOnlyWhoWrote: false,
    async say(who, text, where = 'private') {
      const inGroup = where === 'group'
      const body = { as: who, chat: inGroup ? GROUP : who, text: inGroup ? `@赛马助手 ${text}` : text }
      const { id } = saidSchema.parse(await did('/messages', body))
      return {
        // The page sends nothing twice; what could come again is the event that the console made of the line.
        async again() {
          await storeEvent(program.db, await eventOf(`message:${id}`), program.clock.wall())
          await program.settle()
        },
      }
    },
    async click(who, label) {
      const found = newestWith(await read(who), ({ card }) => buttonsOf(card).map((one) => one.label), label)
      const action = buttonsOf(found.card).find((one) => one.label === label)?.action
      await did('/actions', { as: who, chat: who, messageId: found.id, action })
    },
    async fill(who: Account, entries: readonly Entry[]) {
      const found = newestWith(await read(who), ({ card }) => formsOf(card).map(({ submit }) => submit.label), '提交')
      const [form] = formsOf(found.card)
      const values = entries.flatMap(({ project, amount, progress }) => [
        [`${project} 本旬完成投资（万元）`, amount],
        [`${project} 形象进度`, progress],
      ])
      const named = values.map(([label, value]) => [form?.fields.find((one) => one.label === label)?.name, value])
      const { submit } = form ?? { submit: { action: '' } }
      const filled = Object.fromEntries(named)
      await did('/actions', { as: who, chat: who, messageId: found.id, action: submit.action, form: filled })
    },
    async sendFile(who, name, content) {
      const query = new URLSearchParams({ as: who, chat: who, name })
      const answer = await client.upload(`/files?${query}`, content)
      if (answer.status !== 200) throw new Error(`files: ${answer.status} ${JSON.stringify(answer.body)}`)
      await program.settle()
    },
    files: async (who) => (await read(who)).flatMap(({ card }) => card?.files?.map(({ name }) => name) ?? []),
    heard: async (who) => (await read(who === 'group' ? GROUP : who)).map(({ text }) => text),
  }
}

function buttonsOf(card: Card | null) {
  return card?.actions.flatMap((action) => (action.kind === 'button' ? [action] : [])) ?? []
}

function formsOf(card: Card | null) {
  return card?.blocks.flatMap((block) => (block.kind === 'form' ? [block] : [])) ?? []
}
