/**
 * From an event to what is done about it: who speaks, where, in which district; which command; may they; what does it
 * say. Everything happens in the inbox's transaction, answers included.
 */
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/client.ts'
import { normalise } from '../domain/normalise.ts'
import { isRole } from '../domain/roles.ts'
import { holdsHookAddress } from '../domain/wecom-address.ts'
import { isForBot } from '../inbox/for-bot.ts'
import type { Delivery, Handle, Handled } from '../inbox/handle.ts'
import { withdrawReplyTo } from '../outbox/by-hand.ts'
import { justAsked, takePending } from '../services/pending.ts'
import { answerChat, giveAnswer } from './answer.ts'
import { type Card, say } from './card.ts'
import type { Command } from './command.ts'
import { contextFor } from './context.ts'
import { takeFile } from './file-sent.ts'
import { type Finder, makeFinder } from './find-command.ts'
import { joinedGroup, leftGroup } from './group-events.ts'
import type { Incoming } from './message.ts'
import { mayUse } from './permission.ts'
import { projectNames } from './project-names.ts'
import { handled, runConfirmed, runTyped } from './run-command.ts'
import { type Scene, setScene } from './scene.ts'
import { spokenOf } from './spoken.ts'
import {
  chooseCard,
  courtesyCard,
  externalGroupCard,
  noPostCard,
  strangerCard,
  unboundGroupCard,
  unknownCard,
} from './standard-cards.ts'

export interface RouterOptions {
  readonly commands: readonly Command[]
  readonly clock: Clock
}

const NOTHING: Handled = { command: null, args: null }

/** Makes the handler of the inbox. Two routers over one database know the same: nothing is kept in memory but names. */
export function makeRouter({ commands, clock }: RouterOptions): Handle {
  const find = makeFinder(commands)
  return async (tx, event, delivery) => {
    switch (event.kind) {
      case 'text':
      case 'action':
      case 'menu':
        if (!isForBot(event)) return { ...NOTHING, discard: true }
        return withoutSecret(event, await hear({ commands, find, clock }, tx, event, delivery))
      case 'file':
        if (!isForBot(event)) return { ...NOTHING, discard: true }
        return await takeFile(commands, await setScene(tx, clock, spokenOf(event), delivery), event)
      case 'joined':
        await joinedGroup(tx, clock, event, delivery)
        return NOTHING
      case 'left':
        await leftGroup(tx, clock, event, delivery)
        return NOTHING
      case 'recalled':
        await withdrawReplyTo(tx, event.platform, event.messageId, clock.wall())
        return NOTHING
    }
  }
}

interface Known {
  readonly commands: readonly Command[]
  readonly find: Finder
  readonly clock: Clock
}

type Said = Extract<Incoming, { kind: 'text' | 'action' | 'menu' }>

async function hear({ commands, find, clock }: Known, tx: Tx, event: Said, delivery: Delivery): Promise<Handled> {
  const scene = await setScene(tx, clock, spokenOf(event), delivery)
  if (scene.place.kind === 'group' && scene.chat.isExternal) return await just(scene, null, externalGroupCard())

  const decision = readDecision(scene.spoken.line) ?? (await plainDecision(scene))
  if (decision !== null) return await decide(commands, scene, decision)

  const names = scene.district === null ? null : await projectNames(tx, scene.district.id)
  const found = find(
    {
      text: scene.spoken.line,
      asked: scene.reminder !== null,
      repliesToReminder: scene.quoted !== null,
      mayReport: mayReport(commands, scene),
    },
    names,
  )
  switch (found.kind) {
    case 'command':
      return await runTyped(scene, found.command, found.line)
    case 'choose':
      return await chooseProject(commands, scene, found.projects)
    case 'unknown':
      return await just(scene, 'help', notUnderstood(commands, scene, found))
  }
}

/** A group robot's address is a password: neither the text nor what was read from it is kept. */
function withoutSecret(event: Said, result: Handled): Handled {
  return holdsHookAddress(spokenOf(event).line) ? { ...result, args: null, discard: true } : result
}

function mayReport(commands: readonly Command[], scene: Scene): boolean {
  if (scene.place.kind !== 'private') return false
  return commands.some((command) => command.id === 'report' && mayUse(command, contextFor(scene, command.id)))
}

/** 确认 and 取消 belong to the router: they are about a command that was typed before. */
interface Decision {
  readonly agreed: boolean
  readonly id: number | null
}

function readDecision(line: string): Decision | null {
  const match = /^\/?(确认|确定|取消)(?: ?(\d{1,9}))?[。.]?$/.exec(normalise(line))
  if (match === null) return null
  return { agreed: match[1] !== '取消', id: match[2] === undefined ? null : Number(match[2]) }
}

const YES = /^(?:对|是|是的|好的)[。.]?$/
const NO = /^(?:不|不对|算了)[。.]?$/

/** A plain 对 or 不 in private, right after the only question that waits; anywhere else it means what it always did. */
async function plainDecision({ tx, spoken, place, quoted, identity, chat, now }: Scene): Promise<Decision | null> {
  const line = normalise(spoken.line)
  const agreed = YES.test(line)
  if (!agreed && !NO.test(line)) return null
  if (place.kind !== 'private' || spoken.kind !== 'text' || quoted !== null) return null
  const holder = { identityId: identity.id, chatId: chat.id, personId: identity.personId }
  const id = await justAsked(tx, holder, now)
  return id === null ? null : { agreed, id }
}

async function decide(commands: readonly Command[], scene: Scene, { agreed, id }: Decision): Promise<Handled> {
  const holder = { identityId: scene.identity.id, chatId: await answerChat(scene, false) }
  const waiting = await takePending(scene.tx, holder, id, scene.now)
  if (waiting === 'none') return await just(scene, 'help', say('没有等您确认的事。', { tone: 'muted' }))
  if (waiting === 'used')
    return await just(scene, 'help', say('这件事已经确认或取消过了，没有再办。', { tone: 'muted' }))
  if (waiting === 'superseded') {
    const next = agreed ? '请再发一次原来那句话' : '没有办'
    return await just(scene, 'help', say(`这件事已被后面一件代替，${next}。`, { tone: 'warning' }))
  }
  const command = waiting === 'lapsed' ? undefined : commands.find((one) => one.id === waiting.command)
  if (waiting === 'lapsed' || command === undefined) {
    return await just(scene, 'help', say('等得太久，已作罢。请把原来那句话再发一次。', { tone: 'warning' }))
  }
  if (!agreed) return await just(scene, command.id, say('已取消，什么都没有改。'))
  return await runConfirmed(scene, command, waiting)
}

async function chooseProject(
  commands: readonly Command[],
  scene: Scene,
  projects: readonly string[],
): Promise<Handled> {
  const command = commands.find((one) => one.id === 'project')
  const allowed = command !== undefined && mayUse(command, contextFor(scene, command.id))
  return allowed
    ? await just(
        scene,
        command.id,
        chooseCard(projects, (project) => `${command.name} ${project}`),
      )
    : await just(scene, 'help', notUnderstood(commands, scene, { words: '', commands: [], projects: [] }))
}

function notUnderstood(
  commands: readonly Command[],
  scene: Scene,
  near: { words: string; commands: readonly Command[]; projects: readonly string[] },
): Card {
  if (scene.place.kind === 'group' && scene.place.use === 'none') return unboundGroupCard()
  if (scene.place.kind === 'private' && scene.speaker.roles.size === 0) {
    return scene.speaker.personId === null ? strangerCard() : noPostCard(scene.speaker.name)
  }
  if (THANKS.test(near.words)) return courtesyCard(scene.reminder !== null)
  const usable = (command: Command): boolean => mayUse(command, contextFor(scene, command.id))
  const maySeeProjects = commands.some((command) => command.id === 'project' && usable(command))
  return unknownCard(
    GREETING.test(near.words) ? '' : near.words,
    { commands: near.commands.filter(usable), projects: maySeeProjects ? near.projects : [] },
    usualCommands(
      commands.filter((command) => usable(command) && fits(command, scene)),
      scene,
    ),
  )
}

/** What people say to a person; whoever types it is not told that he was not understood. */
const THANKS = /^(?:谢谢|多谢|感谢|收到|好的?|明白|知道|辛苦)[了您你啦\s]*$/
const GREETING = /^(?:你好|您好|在吗?|早上好|上午好|下午好)$/

/** Two that are made for the person's role, then three that everybody asks and that need nothing behind their name. */
function usualCommands(usable: readonly Command[], { speaker }: Scene): readonly Command[] {
  const own = usable.filter(({ who }) => who.some((one) => isRole(one) && speaker.roles.has(one)))
  const plain = usable.filter((command) => !own.includes(command) && !command.who.includes('stranger'))
  const alone = plain.filter(({ name, usage }) => usage.some((line) => line === name))
  return [...own.slice(0, 2), ...(alone.length > 0 ? alone : plain).slice(0, 3)]
}

function fits(command: Command, { place }: Scene): boolean {
  return command.where === 'anywhere' || command.where === place.kind
}

async function just(scene: Scene, command: string | null, card: Card): Promise<Handled> {
  return handled(command, null, await giveAnswer(scene, { card }))
}
