/** Who may use a command, and the sentence for who may not. What is not allowed is refused: an unlisted role has no right. */
import { type Role, roles, showRole } from '../domain/roles.ts'
import { type Command, isDistrictContext, type OpenContext, type Speaker, type Who } from './command.ts'

/** Whether the speaker may use the command in this district and place. */
export function mayUse(command: Command, ctx: OpenContext): boolean {
  return command.who.some((who) => belongs(who, ctx))
}

function belongs(who: Who, ctx: OpenContext): boolean {
  if (who === 'stranger') return true
  const staff = isStaff(ctx.speaker)
  if (who === 'member') return staff
  if (who === 'observer') return staff || mayObserve(ctx)
  return ctx.speaker.roles.has(who)
}

/**
 * Whether the speaker belongs to the district's own people. An enterprise's contact does not: what everybody of the
 * roster may see of other people's projects is not for him, so a command that is for him names 企业联系人.
 */
export function isStaff({ roles: held }: Pick<Speaker, 'roles'>): boolean {
  return [...held].some((role) => role !== 'enterprise')
}

/**
 * An unknown person in a bound group sees published totals and project basics, unless the district forbids it; so does
 * an enterprise's contact, who is known and may ask in private too.
 */
function mayObserve(ctx: OpenContext): boolean {
  const inGroup = ctx.place.kind === 'group' && ctx.place.use !== 'none'
  const known = ctx.speaker.roles.has('enterprise')
  return (inGroup || known) && isDistrictContext(ctx) && ctx.rules.observers.allowed
}

/** Why the command is refused and the way out, in one sentence or two; null when it may be used. */
export function refusal(command: Command, ctx: OpenContext): string | null {
  if (!mayUse(command, ctx)) {
    const only = closedToObservers(command, ctx) ? '本区没有对观察员开放查询' : (command.only ?? onlyWho(command, ctx))
    return `${only}。您现在的身份：${showStanding(ctx)}。${wayToBind(ctx)}`
  }
  if (command.where === 'private' && ctx.place.kind === 'group') return `“${command.name}”不在群里办，请私聊我发。`
  if (command.where === 'group' && ctx.place.kind === 'private') return `“${command.name}”请在群里发。`
  return null
}

function onlyWho({ name, who }: Command, ctx: OpenContext): string {
  return who.length === 0 ? `“${name}”没有开放` : `只有${listed(who.map((one) => wordsFor(one, ctx)))}可以用“${name}”`
}

/** In private there are no observers: whoever is on the roster may ask what everybody in a bound group may. */
function wordsFor(who: Who, { place, speaker }: OpenContext): string {
  // An enterprise's contact is on the roster too.
  if (who === 'member' && speaker.roles.has('enterprise')) return '本区工作人员'
  return showWho(who === 'observer' && place.kind === 'private' ? 'member' : who)
}

function closedToObservers(command: Command, { place }: OpenContext): boolean {
  return command.who.includes('observer') && place.kind === 'group' && place.use !== 'none'
}

/** Who, in words: 联络员, 本区花名册上的人员, 所有人; a refusal never names observers (`wordsFor`). */
export function showWho(who: Who): string {
  if (who === 'member') return '本区花名册上的人员'
  if (who === 'observer') return '群里都能用，私聊限花名册上的人员'
  return who === 'stranger' ? '所有人' : showRole(who)
}

/** '联络员、责任单位'; for somebody without a role 观察员 in a group, 未绑定 in private. */
export function showStanding({ speaker, place }: OpenContext): string {
  const held = roles.filter((role: Role) => speaker.roles.has(role)).map(showRole)
  if (held.length > 0) return held.join('、')
  return place.kind === 'group' ? '观察员' : speaker.personId === null ? '未绑定' : '没有任职'
}

function wayToBind({ speaker, place }: OpenContext): string {
  if (speaker.roles.size > 0) return '发“帮助”看您能用的命令'
  if (speaker.personId !== null) return '需要任职请找本区项目办。'
  return place.kind === 'group' ? '要绑定身份请私聊我发：绑定 姓名 单位' : '要绑定身份请发：绑定 姓名 单位'
}

/** '甲、乙和丙' */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join('、')}和${words.at(-1) ?? ''}`
}
