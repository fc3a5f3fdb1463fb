/** A file as a message of its own: uploaded first, sent then. */
import type { Log } from '../../log.ts'
import type { Outgoing, OutgoingFile, Receipt } from '../../outbox/door.ts'
import type { FeishuClient } from './client.ts'
import { classify, classifyUpload } from './errors.ts'
import { describeFailure } from './failure.ts'
import { partKey } from './message-key.ts'
import type { Content } from './sdk.ts'

/** Uploads of unfinished messages that are remembered. */
const REMEMBERED = 1_000

/** 'as-text': Feishu does not take the file, and the card stands in for it. */
export type SendFile = (message: Outgoing, file: OutgoingFile) => Promise<Receipt | 'as-text'>

/**
 * An upload reaches nobody and may be repeated; a sending whose answer is unknown may not. So what is uploaded is
 * remembered until it is sent, and a repeated sending carries the same content under the same key.
 */
export function fileSender({ client, log }: { readonly client: FeishuClient; readonly log: Log }): SendFile {
  const uploads = new Map<string, Content>()

  function remember(key: string, content: Content): void {
    uploads.set(key, content)
    for (const oldest of uploads.keys()) {
      if (uploads.size <= REMEMBERED) return
      uploads.delete(oldest)
    }
  }

  async function uploaded({ key, attempt }: Outgoing, file: OutgoingFile): Promise<Content | Receipt | 'as-text'> {
    const before = uploads.get(key)
    if (before !== undefined) return before
    const answer = await client.upload(file)
    if (answer.ok) {
      remember(key, answer.value)
      return answer.value
    }
    log.warn({ key, reason: describeFailure(answer.failure) }, 'feishu did not take a file')
    const verdict = classifyUpload(answer.failure, attempt)
    return verdict.kind === 'receipt' ? verdict.receipt : 'as-text'
  }

  return async (message, file) => {
    const content = await uploaded(message, file)
    if (content === 'as-text' || 'state' in content) return content
    const to = { kind: message.chat.kind, id: message.chat.externalId }
    const answer = await client.sendContent(to, content, partKey(message.key, 'file'))
    if (answer.ok) {
      uploads.delete(message.key)
      return { state: 'sent', externalId: answer.value }
    }
    const verdict = classify(answer.failure, 'create')
    if (verdict.kind !== 'receipt') return 'as-text'
    const { receipt } = verdict
    // Refused as a file; in words it may pass.
    return receipt.state === 'refused' && !receipt.gone ? 'as-text' : receipt
  }
}
