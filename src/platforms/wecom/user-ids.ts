/**
 * A bot may name people by encrypted ids where the app names them plainly. With an app the two are brought together, so
 * that one person is not two accounts; without one the encrypted id is the account.
 */
import { accountId, isEncryptedId } from '../../chat/account-id.ts'
import type { AppClient } from './app-client.ts'
import { describeFailure } from './failure.ts'

/** Ids that are remembered; more people than a district has. */
const REMEMBERED = 10_000

/** Gives the id under which a sender is known. Throws when WeCom cannot be asked: a second account must not come of it. */
export function userIds(client: Pick<AppClient, 'plainIds'> | null): (id: string) => Promise<string> {
  const known = new Map<string, string>()
  return async (id) => {
    if (client === null || !isEncryptedId(id)) return id
    const before = known.get(id)
    if (before !== undefined) return before
    const answer = await client.plainIds([id])
    if (!answer.ok) throw new Error(`an encrypted id could not be resolved: ${describeFailure(answer.failure)}`)
    const plain = accountId('wecom', answer.value.get(id) ?? id)
    if (known.size >= REMEMBERED) known.clear()
    known.set(id, plain)
    return plain
  }
}
