/** What a line of 人员 asks for: to see the roster, or to change it. */
import type { Context } from '../chat/command.ts'
import { type Role, readRole } from '../domain/roles.ts'
import { UserError } from '../errors.ts'
import { findPeople } from './people.ts'
import { unitMeant } from './units-meant.ts'

export type RosterAction = 'list' | 'add' | 'role' | 'move' | 'end'

export interface RosterLine {
  readonly action: RosterAction
  readonly person: number | null
  readonly name: string | null
  /** Short name. */
  readonly unit: string | null
  readonly role: Role | null
  readonly phone: string | null
}

const ACTIONS: ReadonlyMap<string, RosterAction> = new Map([
  ['增加', 'add'],
  ['新增', 'add'],
  ['添加', 'add'],
  ['身份', 'role'],
  ['任命', 'role'],
  ['单位', 'move'],
  ['调到', 'move'],
  ['调动', 'move'],
  ['停用', 'end'],
  ['离任', 'end'],
  ['撤销', 'end'],
])

/** Reads the line. Role names, phone numbers and units are known by their form; what is left is a person's name. */
export async function readRosterLine(ctx: Context, text: string): Promise<RosterLine> {
  const [first = '', ...others] = text.split(/[\s,，、]+/).filter((word) => word !== '')
  const action = ACTIONS.get(first) ?? 'list'
  const words = action === 'list' ? [first, ...others].filter((word) => word !== '') : others
  const phone = words.find((word) => /^1\d{10}$/.test(word)) ?? null
  // The last one, because a unit may be called as a role is: “人员 增加 张三 审批局 审批局”.
  const roleAt = words.findLastIndex((word) => readRole(word) !== null)
  const role = readRole(words[roleAt] ?? '')
  const names = words.filter((word, i) => word !== phone && i !== roleAt)
  const nothing = { action, person: null, name: null, unit: null, role, phone }
  const [name, place] = names
  if (name === undefined) return nothing
  if (action === 'add')
    return { ...nothing, name, unit: place === undefined ? null : await unitMeant(ctx, place, noUnit) }

  const people = await findPeople(ctx.tx, ctx.district.id, ctx.today, name)
  if (people.length === 0 && action === 'list') {
    return { ...nothing, unit: await unitMeant(ctx, name, (_, near) => unknown(`花名册上没有“${name}”`, near)) }
  }
  const { person, left } = oneOf(people, names, action === 'list' ? '' : first)
  const [target] = action === 'move' ? left : []
  return { ...nothing, person, unit: target === undefined ? null : await unitMeant(ctx, target, noUnit) }
}

type People = Awaited<ReturnType<typeof findPeople>>

/** The person of the name, of several the one in the unit named next; and the words that are left. */
function oneOf(
  people: People,
  [name = '', ...rest]: readonly string[],
  verb: string,
): { person: number; left: readonly string[] } {
  const [only, ...others] = people
  if (only === undefined) throw new UserError(`花名册上没有“${name}”，发“人员”看全部。`, ['人员'])
  if (others.length === 0) return { person: only.personId, left: rest }
  const [unit, ...left] = rest
  const [told, ...more] = people.filter(({ units }) => unit !== undefined && units.includes(unit))
  if (told !== undefined && more.length === 0) return { person: told.personId, left }
  const ways = people.map((one) => ['人员', verb, one.name, one.units[0] ?? ''].filter((word) => word !== '').join(' '))
  throw new UserError(`有 ${people.length} 位“${name}”，请写上单位。`, ways)
}

function noUnit(typed: string, near: readonly string[]): string {
  return unknown(`没有“${typed}”这个单位`, near)
}

function unknown(refusal: string, near: readonly string[]): string {
  return `${refusal}。${near.length === 0 ? '' : `您是不是要找：${near.join('、')}？`}`
}
