/** From a command and its line to what came of it: permission, arguments, doubts, the run, the answer. */
import { plainObject } from '../database/json.ts'
import { UserError } from '../errors.ts'
import type { Handled } from '../inbox/handle.ts'
import { dropSuperseded, type Waiting, waitForConfirm } from '../services/pending.ts'
import { answerChat, giveAnswer, mistakeCard, orMistake } from './answer.ts'
import { type Card, say } from './card.ts'
import type { Command, Line, OpenContext, Reply } from './command.ts'
import { contextFor } from './context.ts'
import { refusal } from './permission.ts'
import type { Scene } from './scene.ts'
import { confirmCard, noPostCard, strangerCard, unboundGroupCard } from './standard-cards.ts'

/** The only command that an unbound group knows. */
const WAY_IN = 'bind'

/** Runs a typed command. Mistakes of the person become a card; an unexpected error goes on to the inbox. */
export async function runTyped(scene: Scene, command: Command, line: Line): Promise<Handled> {
  const ctx = contextFor(scene, command.id)
  const closed = shutDoor(scene, command, ctx)
  if (closed !== null) return await said(scene, command, null, closed)

  const reading = await orMistake(() => command.read(line, ctx))
  if ('card' in reading) return await said(scene, command, null, reading.card)
  if (!reading.value.ok) return await said(scene, command, null, reading.value.card)
  const args = reading.value.value

  const doubts = await orMistake(() => command.confirm(ctx, args))
  if ('card' in doubts) return await said(scene, command, args, doubts.card)
  const holder = { identityId: scene.identity.id, chatId: await answerChat(scene, false) }
  if (doubts.value.length === 0) {
    await dropSuperseded(scene.tx, holder, { command, args, now: scene.now })
    return await runNow(scene, command, ctx, args)
  }
  const id = await waitForConfirm(
    scene.tx,
    { ...holder, personId: scene.speaker.personId, districtId: scene.district?.id ?? null },
    {
      command,
      args: plainObject(args),
      sentences: doubts.value.map((doubt) => doubt.sentence),
      at: scene.at,
      now: scene.now,
    },
  )
  return await said(scene, command, args, confirmCard(doubts.value, id))
}

/** Runs a command that waited for its 确认, with the rights that the person has now. */
export async function runConfirmed(scene: Scene, command: Command, waiting: Waiting): Promise<Handled> {
  const ctx = contextFor(scene, command.id, { confirmed: true, at: waiting.at })
  const closed = shutDoor(scene, command, ctx)
  if (closed !== null) return await said(scene, command, null, closed)
  return await runNow(scene, command, ctx, waiting.args)
}

function shutDoor(scene: Scene, command: Command, ctx: OpenContext): Card | null {
  if (scene.place.kind === 'group' && scene.place.use === 'none' && command.id !== WAY_IN) return unboundGroupCard()
  const refused = refusal(command, ctx)
  if (refused !== null) return say(refused, { tone: 'warning' })
  if (!command.needsDistrict || scene.district !== null) return null
  return scene.speaker.personId === null ? strangerCard() : noPostCard(scene.speaker.name)
}

/**
 * A savepoint stands before the run: when the command stops at a mistake of the person after its first write, the
 * write is taken back, and the answer still goes out with the same transaction.
 */
async function runNow(
  scene: Scene,
  command: Command,
  ctx: OpenContext,
  args: Readonly<Record<string, unknown>>,
): Promise<Handled> {
  await scene.tx.$executeRaw`SAVEPOINT command_run`
  let reply: Reply
  try {
    reply = await command.run(ctx, args)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    await scene.tx.$executeRaw`ROLLBACK TO SAVEPOINT command_run`
    return await said(scene, command, args, mistakeCard(error))
  }
  await scene.tx.$executeRaw`RELEASE SAVEPOINT command_run`
  return handled(command.id, args, await giveAnswer(scene, reply))
}

async function said(
  scene: Scene,
  command: Command,
  args: Readonly<Record<string, unknown>> | null,
  card: Card,
): Promise<Handled> {
  return handled(command.id, args, await giveAnswer(scene, { card }))
}

/** The record of an event that was answered. */
export function handled(
  command: string | null,
  args: Readonly<Record<string, unknown>> | null,
  answer: Handled['answer'],
): Handled {
  return { command, args: args && { ...args }, ...(answer ? { answer } : {}) }
}
