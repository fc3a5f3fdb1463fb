/** Who said it: the account that the person is known as, whatever id a bot gives him (user-ids.ts). */
import type { Incoming } from '../../chat/message.ts'

type Said = Extract<Incoming, { kind: 'text' | 'action' | 'file' }>

/** The same event, said by the account that the person is known as. Throws when that cannot be found out now. */
export async function bySender<T extends Said>(incoming: T, knownAs: (id: string) => Promise<string>): Promise<T> {
  const sender = { id: await knownAs(incoming.sender.id) }
  const { place } = incoming
  return { ...incoming, sender, place: place.kind === 'private' ? { ...place, id: sender.id } : place }
}
