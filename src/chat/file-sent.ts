/** A file in a private chat: who may import gets it fetched (inbox/file-collector.ts), everybody else a sentence. */
import { platformInDb } from '../database/platform.ts'
import type { FileSent } from '../inbox/fetch-file.ts'
import type { Handled } from '../inbox/handle.ts'
import { FILE_LIMIT } from '../services/files.ts'
import { giveAnswer } from './answer.ts'
import { type Card, say } from './card.ts'
import type { Command } from './command.ts'
import { contextFor } from './context.ts'
import { refusal } from './permission.ts'
import type { Scene } from './scene.ts'
import { strangerCard } from './standard-cards.ts'

/** What the answer is about, and that the event's content (an address, a key) is not kept. */
export async function takeFile(commands: readonly Command[], scene: Scene, file: FileSent): Promise<Handled> {
  const command = commands.find((one) => one.id === 'import')
  const card = whyNot(command, scene, file)
  if (card !== null) {
    await giveAnswer(scene, { card })
    return { command: 'import', args: null, discard: true }
  }
  await scene.tx.fileFetch.create({
    data: {
      districtId: scene.district?.id ?? null,
      platform: platformInDb(file.platform),
      chatId: scene.chat.id,
      inboxId: scene.delivery.inboxId,
      event: file,
      nextAt: new Date(0),
    },
  })
  return { command: 'import', args: null, discard: true }
}

/** Said before it is fetched where the platform names the size, else when it turns out. */
export function tooLarge(): Card {
  return say('文件超过 20 MB，请拆成几份再发。', { tone: 'warning' })
}

function whyNot(command: Command | undefined, scene: Scene, { name, size }: FileSent): Card | null {
  if (scene.speaker.personId === null) return strangerCard()
  const why = command === undefined ? '这里不收文件。' : refusal(command, contextFor(scene, command.id))
  if (why !== null) return say(`这个文件没有收：${why}`, { tone: 'warning' })
  if (name !== null && !/\.xlsx$/i.test(name)) {
    return say('只收 .xlsx 表格。请在 WPS 或 Excel 里“另存为” .xlsx，再发一次。', { tone: 'warning' })
  }
  if (size !== null && size > FILE_LIMIT) return tooLarge()
  return null
}
