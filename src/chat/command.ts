/**
 * A command is one declaration: parsing, permission, help, did-you-mean, documentation and tests all read it.
 * A new command = one new file in commands/ + one line in its index.
 */
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/client.ts'
import type { Day } from '../domain/calendar-day.ts'
import type { Role } from '../domain/roles.ts'
import type { Rules } from '../domain/rules.ts'
import type { WorkCalendar } from '../domain/workday.ts'
import type { Card, Tone } from './card.ts'
import type { Place, PlatformName } from './message.ts'
import { wrongLength } from './wrong-length.ts'

/**
 * Who may use a command. A role means a bound person with that role in the district today.
 * `member`: any bound person of the district. `observer`: also unknown people in a bound group (published totals and
 * project basics only). `stranger`: anybody, also in private (help, bind, claim).
 * An empty list means nobody.
 */
export type Who = Role | 'member' | 'observer' | 'stranger'

/** Who is speaking, as far as the roster knows. */
export interface Speaker {
  readonly identityId: number
  readonly platform: PlatformName
  readonly externalId: string
  readonly name: string
  /** Null: not bound to anyone on the roster. */
  readonly personId: number | null
  /** Roles held in `district` today; empty for an unknown person. */
  readonly roles: ReadonlySet<Role>
  /** Units the person belongs to in `district` today. */
  readonly unitIds: readonly number[]
}

export interface DistrictRef {
  readonly id: number
  readonly name: string
  readonly isDemo: boolean
}

/** What the message replied to (or the person's open reminder, where a platform's quote carries no id) is about. */
export interface ReminderContext {
  readonly kind: 'reminder'
  readonly period: string
  /** Project ids in the order in which the reminder numbered them, from 1. */
  readonly projectIds: readonly number[]
}

/** Where an owed message goes: to a person by whichever door is open, or into a chat. */
export type Target = { readonly personId: number } | { readonly chatId: number }

/** A message that the command owes somebody else than (or besides) the one who wrote. */
export interface Push {
  readonly to: Target
  readonly card: Card
  /** Deterministic name of the intent: the same intent is owed once ("bind-request:12:to:3"). */
  readonly key: string
  /** Business time after which it is of no use; absent: it never lapses. */
  readonly expiresAt?: Date
  readonly context?: ReminderContext
  readonly noticeId?: number
}

/** One change for the audit: ids and figures, no texts, no phone numbers. */
export interface Change {
  readonly subject: string
  readonly subjectId: string | number
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** What every command gets, also one from a person whom no district knows. */
export interface OpenContext {
  /** The transaction of this message: all reads and writes of the command go through it. */
  readonly tx: Tx
  readonly clock: Clock
  /** Business time of the handling. */
  readonly now: Date
  /** Business time at which the message was sent: on time is judged by it. */
  readonly at: Date
  readonly today: Day
  readonly speaker: Speaker
  readonly place: Place & { readonly chatId: number; readonly use: 'dispatch' | 'query' | 'none' }
  readonly requestId: string
  /** Values of the form that was submitted, by field name; null for a typed command. */
  readonly form: Readonly<Record<string, string>> | null
  /** People mentioned besides the bot. */
  readonly mentions: readonly { readonly id: string; readonly name: string }[]
  readonly reminder: ReminderContext | null
  /** The S checks were shown and the person confirmed. */
  readonly confirmed: boolean
  readonly district: DistrictRef | null
  /** Owes a message, stored with this change; a push waits for working hours. */
  owe(push: Push): Promise<void>
  audit(change: Change): Promise<void>
}

/** What a command of the mechanism gets: it always has a district. */
export interface Context extends OpenContext {
  readonly district: DistrictRef
  readonly rules: Rules
  readonly calendar: WorkCalendar
}

/** The answer of a command. */
export interface Reply {
  readonly card: Card
  /** For a click: what flashes on the screen. Default: the card's title. */
  readonly toast?: { readonly tone: Tone; readonly text: string }
  /** For a click: put this card in the place of the clicked one instead of sending a new message. */
  readonly replace?: boolean
  /** Answer in private even when the command was typed in a group. */
  readonly discreet?: boolean
}

/** The text after the command's name. */
export interface Line {
  /** As typed, trimmed (the note of a report keeps the person's own punctuation). */
  readonly raw: string
  /** Normalised: full-width letters, digits and signs folded, spaces collapsed. */
  readonly text: string
  /** The alias that was typed ("没变" of 旬报): some aliases carry meaning. */
  readonly alias: string
}

/** What reading a line came to: arguments, or a card that says what is wrong or lets one choose. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly card: Card }

/** Something to confirm before the command runs (the S checks of rules.md §4). */
export interface Doubt {
  readonly sentence: string
  /** Another reading of what was typed, offered as a button: {label: "是 80 万元", action: "旬报 示例甲 本旬80万"}. */
  readonly instead?: { readonly label: string; readonly action: string }
}

/** An example that docs/commands.md prints and a test executes in the demo district. */
export interface Example {
  readonly text: string
  readonly in: 'group' | 'private'
  /** Who types it. */
  readonly as: Role | 'observer' | 'stranger'
}

interface Common<S extends z.ZodObject> {
  /** English id (contract.md); also works as a name. */
  readonly id: string
  /** The Chinese name. */
  readonly name: string
  readonly aliases: readonly string[]
  /** One line for the help. */
  readonly summary: string
  readonly usage: readonly string[]
  readonly examples: readonly [Example, ...Example[]]
  readonly who: readonly [Who, ...Who[]]
  /** Who may, in the words of a refusal: '只有本项目联络员和项目办可以报数'. Default: made from `who` and the name. */
  readonly only?: string
  readonly where: 'anywhere' | 'private' | 'group'
  /** Only in a demo district; elsewhere the help does not know it. */
  readonly demoOnly?: true
  /**
   * The arguments after name lookup: plain data (a project is its unique short name, money a decimal string of 万元).
   * `min` and `max` of a text are what the person is told; nothing else need look at its length.
   */
  readonly args: S
  /**
   * What the arguments are about: typed anew about the same, the command takes the place of one that waits for its
   * 确认. Null: about nothing in particular. Default: the project, else the order, else the number.
   */
  subject?(args: z.output<S>): string | number | null
}

interface OpenDeclaration<S extends z.ZodObject> extends Common<S> {
  /** Works without a district (help, bind, claim). */
  readonly needs: 'nothing'
  read(line: Line, ctx: OpenContext): Promise<Reading<z.input<S>>>
  run(ctx: OpenContext, args: z.output<S>): Promise<Reply>
}

interface DistrictDeclaration<S extends z.ZodObject> extends Common<S> {
  readonly needs?: 'district'
  read(line: Line, ctx: Context): Promise<Reading<z.input<S>>>
  /** Doubts to be confirmed with one tap or the word 确认; none: runs at once. H checks throw a UserError. */
  confirm?(ctx: Context, args: z.output<S>): Promise<readonly Doubt[]>
  run(ctx: Context, args: z.output<S>): Promise<Reply>
}

export type Declaration<S extends z.ZodObject> = OpenDeclaration<S> | DistrictDeclaration<S>

/** A declaration with its argument type closed over: what the router holds. */
export interface Command {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly usage: readonly string[]
  readonly examples: readonly Example[]
  readonly who: readonly Who[]
  readonly only: string | null
  readonly where: 'anywhere' | 'private' | 'group'
  readonly demoOnly: boolean
  readonly needsDistrict: boolean
  /** Reads the line and validates what was read. */
  read(line: Line, ctx: OpenContext): Promise<Reading<Record<string, unknown>>>
  /** What stored or read arguments are about; null: nothing that could be told apart. */
  subject(args: unknown): string | number | null
  /** `args` come from `read`, or from a stored confirmation: they are validated again. */
  confirm(ctx: OpenContext, args: unknown): Promise<readonly Doubt[]>
  run(ctx: OpenContext, args: unknown): Promise<Reply>
}

/** Whether the context has a district, with its rules and calendar. */
export function isDistrictContext(ctx: OpenContext): ctx is Context {
  return ctx.district !== null && 'rules' in ctx && 'calendar' in ctx
}

/** Narrows the context; the router hands a district command nothing else. */
function inDistrict(ctx: OpenContext, id: string): Context {
  if (isDistrictContext(ctx)) return ctx
  throw new Error(`command ${id} needs a district; the router must not run it without one`)
}

const usualArgs = z.object({
  project: z.string().nullish(),
  order: z.string().nullish(),
  number: z.number().nullish(),
})

function usualSubject(args: unknown): string | number | null {
  const { project, order, number } = usualArgs.safeParse(args).data ?? {}
  return project ?? order ?? number ?? null
}

/** Declares a command. The only way to make one. */
export function defineCommand<S extends z.ZodObject>(declaration: Declaration<S>): Command {
  const { id, name, aliases, summary, usage, examples, who, where, args: schema } = declaration
  const valid = (reading: Reading<z.input<S>>): Reading<Record<string, unknown>> => {
    if (!reading.ok) return reading
    const parsed = schema.safeParse(reading.value, { reportInput: true })
    if (parsed.success) return { ok: true, value: parsed.data }
    const card = wrongLength(parsed.error)
    if (card === null) throw parsed.error
    return { ok: false, card }
  }
  const only = declaration.only ?? null
  const demoOnly = declaration.demoOnly ?? false
  const subject = (args: unknown): string | number | null => {
    const parsed = schema.safeParse(args)
    if (!parsed.success) return null
    return (declaration.subject ?? usualSubject)(parsed.data)
  }
  const shown = { id, name, aliases, summary, usage, examples, who, only, where, demoOnly, subject }
  if (declaration.needs === 'nothing') {
    return {
      ...shown,
      needsDistrict: false,
      read: async (line, ctx) => valid(await declaration.read(line, ctx)),
      confirm: async () => [],
      run: (ctx, args) => declaration.run(ctx, schema.parse(args)),
    }
  }
  return {
    ...shown,
    needsDistrict: true,
    read: async (line, ctx) => valid(await declaration.read(line, inDistrict(ctx, id))),
    confirm: async (ctx, args) => (await declaration.confirm?.(inDistrict(ctx, id), schema.parse(args))) ?? [],
    run: (ctx, args) => declaration.run(inDistrict(ctx, id), schema.parse(args)),
  }
}
