/** Files that people sent the bot on Feishu. */
import type { Fetched, FetchFile } from '../../inbox/fetch-file.ts'
import type { FeishuClient } from './client.ts'
import { actionFor } from './codes.ts'
import { describeFailure, type Failure } from './failure.ts'

export function fileFrom(client: Pick<FeishuClient, 'fetchFile'>): FetchFile {
  return async ({ messageId, name, source }, limit) => {
    const answer = await client.fetchFile(messageId, source.fileKey ?? '', limit)
    if (answer.ok) return { ok: true, name: name ?? 'file.xlsx', content: answer.value }
    return { ok: false, why: whyNot(answer.failure), reason: describeFailure(answer.failure) }
  }
}

/** Of Feishu's own codes only its passing moods; what never reached it may come through later. */
function whyNot(failure: Failure): (Fetched & { ok: false })['why'] {
  if (failure.kind === 'too-large') return 'too-large'
  if (failure.kind === 'bad-id') return 'final'
  if (failure.kind !== 'answered') return 'passing'
  const known = actionFor(failure.code)?.act.do
  if (known === 'wait' || known === 'unsure') return 'passing'
  return known === undefined && (failure.status >= 500 || failure.status === 429) ? 'passing' : 'final'
}
