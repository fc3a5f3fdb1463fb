/** Reads '帮办 绿邦 施工许可材料怎么准备', '帮办 绿邦 派 张三 B角', '帮办 3 受理', '帮办 3 记录 上门 送材料清单', '帮办 3 办结 已取证'. */
import { z } from 'zod'
import { aPerson, aProject, optional, restText, words } from '../../chat/arguments.ts'
import { button, say } from '../../chat/card.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { pageOf } from '../../chat/page-word.ts'
import { openServiceStates, readWay } from '../../domain/agency.ts'
import { type Day, isDay } from '../../domain/calendar-day.ts'
import { readPastDay } from '../../domain/day-read.ts'
import { fold } from '../../domain/normalise.ts'
import { UserError } from '../../errors.ts'
import { projectCalled } from '../inputs/rights.ts'
import { askForm, recordForm, resultForm } from './agent-forms.ts'
import { onlyOwnProject } from './own.ts'
import { mustMayMoveRequest, requestNumbered } from './requests.ts'
import { mustAsk, mustServe, mustServeAll, serves } from './rights.ts'

const dayArg = z.string().refine(isDay)
const wayArg = z.enum(['ON_SITE', 'PHONE', 'ONLINE', 'WINDOW'])
const number = z.number().int()
const sentence = z.string().min(2).max(300)

export const agentArgs = z.object({
  act: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('list'), from: number.min(1) }),
    z.object({ kind: z.literal('show'), number }),
    z.object({ kind: z.literal('ask'), project: z.string(), matter: sentence }),
    z.object({ kind: z.literal('assign'), project: z.string(), person: number, seat: z.enum(['A', 'B']) }),
    z.object({ kind: z.literal('accept'), number }),
    z.object({ kind: z.literal('finish'), number, result: sentence }),
    z.object({ kind: z.literal('stop'), number, reason: sentence }),
    z.object({
      kind: z.literal('record'),
      /** Of the request, or of the project when it was done for none. */
      number: number.nullable(),
      project: z.string().nullable(),
      way: wayArg,
      on: dayArg,
      text: sentence,
    }),
  ]),
})
export type AgentAct = z.infer<typeof agentArgs>['act']
type Read = Reading<z.infer<typeof agentArgs>>

const VERBS: ReadonlyMap<string, 'accept' | 'finish' | 'stop' | 'record'> = new Map([
  ['受理', 'accept'],
  ['接单', 'accept'],
  ['办结', 'finish'],
  ['完成', 'finish'],
  ['终止', 'stop'],
  ['撤回', 'stop'],
  ['取消', 'stop'],
  ['记录', 'record'],
  ['登记', 'record'],
])

export async function readAgent(line: Line, ctx: Context): Promise<Read> {
  const typed = line.raw.trim()
  const page = pageOf(line)
  if (page.line.raw === '' && ctx.form === null) return done({ kind: 'list', from: page.from })
  const numbered = /^[#第]?\s*(\d{1,9})\s*号?(?:帮办)?(?=$|[\s,，:：\D])[\s,，:：]*([\s\S]*)$/.exec(fold(typed))
  if (numbered !== null) return await readNumbered(Number(numbered[1]), restOf(typed, numbered[2] ?? ''), ctx)
  const reading = await words({
    project: optional(aProject()),
    text: optional(restText('什么事', '施工许可材料怎么准备')),
  })(line, ctx)
  if (!reading.ok) return reading
  const text = (reading.value.text ?? '').trim()
  const project = reading.value.project ?? (await onlyOwnProject(ctx))
  if (project === null) throw new UserError('请写明项目，例如：帮办 绿邦 施工许可材料怎么准备', ['我的项目'])
  return await readOfProject(project, text, ctx)
}

/** The end of the text as typed: folding keeps its length. */
function restOf(typed: string, folded: string): string {
  return folded === '' ? '' : typed.slice(-folded.length)
}

function done(act: AgentAct): Read {
  return { ok: true, value: { act } }
}

async function readNumbered(id: number, text: string, ctx: Context): Promise<Read> {
  if (text === '') return done({ kind: 'show', number: id })
  const { first, rest } = firstWord(text)
  const verb = VERBS.get(first) ?? (readWay(first) === null ? undefined : 'record')
  if (verb === undefined) {
    throw new UserError(`没有看懂“${first}”。可以发：帮办 ${id} 受理、记录、办结、终止`, [`帮办 ${id}`])
  }
  const request = await requestNumbered(ctx, id)
  const stopsOwn = verb === 'stop' && request.asker !== null && request.asker.id === ctx.speaker.personId
  if (!stopsOwn) await mustServe(ctx, request.project, first)
  mustMayMoveRequest(
    request,
    verb === 'accept' ? 'ACCEPT' : verb === 'finish' ? 'FINISH' : verb === 'stop' ? 'STOP' : 'RECORD',
  )
  if (verb === 'accept') return done({ kind: 'accept', number: id })
  if (verb === 'record') {
    const words = VERBS.has(first) ? rest : text
    return recorded(words, ctx, { number: id, project: null, head: `帮办 ${id} 记录` })
  }
  const said = (ctx.form?.result ?? rest).trim()
  if (said.length < 2) return { ok: false, card: resultForm(id, verb) }
  return verb === 'finish'
    ? done({ kind: 'finish', number: id, result: said })
    : done({ kind: 'stop', number: id, reason: said })
}

async function readOfProject(shortName: string, text: string, ctx: Context): Promise<Read> {
  const project = await projectCalled(ctx, shortName)
  const assigned = /^(?:指派|派)\s+(\S[\s\S]*?)(?:\s*([ABab])\s*角)?$/.exec(text)
  if (assigned !== null) {
    mustServeAll(ctx, '指派帮代办专员')
    const line = { raw: assigned[1] ?? '', text: assigned[1] ?? '', alias: `帮办 ${shortName} 派` }
    const reading = await words({ person: aPerson() })(line, ctx)
    if (!reading.ok) return reading
    const seat = (assigned[2] ?? 'A').toUpperCase() === 'B' ? 'B' : 'A'
    return done({ kind: 'assign', project: shortName, person: reading.value.person, seat })
  }
  const { first, rest } = firstWord(text)
  if (first === '记录' || first === '登记') {
    await mustServe(ctx, project, '登记服务记录')
    return recorded(rest, ctx, { number: null, project: shortName, head: `帮办 ${shortName} 记录` })
  }
  if (readWay(first) !== null && ctx.form === null && (await serves(ctx, project.id))) {
    return await recordedByAgent(ctx, project, text)
  }
  await mustAsk(ctx, project)
  const matter = (ctx.form?.matter ?? text).trim()
  if (matter.length < 2) return { ok: false, card: askForm(shortName) }
  return done({ kind: 'ask', project: shortName, matter })
}

/** '帮办 绿邦 上门 送材料清单' of who serves the project is a service: of its one request in hand, or of the project. */
async function recordedByAgent(
  ctx: Context,
  project: { readonly id: number; readonly shortName: string },
  text: string,
): Promise<Read> {
  const open = await ctx.tx.serviceRequest.findMany({
    where: { projectId: project.id, state: { in: [...openServiceStates] } },
    select: { id: true, state: true, matter: true },
    orderBy: { id: 'asc' },
  })
  const [only, ...others] = open
  const ofProject = `帮办 ${project.shortName} 记录`
  if (only === undefined) return recorded(text, ctx, { number: null, project: project.shortName, head: ofProject })
  if (others.length === 0 && only.state !== 'WAITING') {
    return recorded(text, ctx, { number: only.id, project: null, head: `帮办 ${only.id} 记录` })
  }
  const ways = open
    .filter(({ state }) => state !== 'WAITING')
    .slice(0, 4)
    .map(({ id, matter }) => button(`${id} 号 ${matter.slice(0, 10)}`, `帮办 ${id} 记录 ${text}`))
  const waiting = open.filter(({ state }) => state === 'WAITING').map(({ id }) => `${id} 号`)
  const note = `${waiting.join('、')}还没有受理，要记在上面请先受理`
  const card = say('这次服务记在哪一件上？', {
    tone: 'warning',
    blocks: waiting.length === 0 ? [] : [{ kind: 'note', text: note }],
    actions: [...ways, button('只记到项目', `${ofProject} ${text}`)],
  })
  return { ok: false, card }
}

interface Recorded {
  readonly number: number | null
  readonly project: string | null
  /** What the form's button types. */
  readonly head: string
}

/** '上门 送材料清单', '昨天 电话 问了进度'; the day is today unless one is written. */
function recorded(typed: string, ctx: Context, { number: id, project, head }: Recorded): Read {
  const left = typed.split(/\s+/).filter((word) => word !== '')
  let way = readWay(ctx.form?.way ?? '')
  let on: Day = ctx.today
  for (let word = left[0]; word !== undefined; word = left[0]) {
    const day = readPastDay(word, ctx.today)
    const typedWay = way === null ? readWay(word) : null
    if (day === null && typedWay === null) break
    if (day !== null) on = day
    way = typedWay ?? way
    left.shift()
  }
  const text = (ctx.form?.text ?? left.join(' ')).trim()
  if (way === null || text.length < 2) return { ok: false, card: recordForm(head, text) }
  return done({ kind: 'record', number: id, project, way, on, text })
}

function firstWord(text: string): { readonly first: string; readonly rest: string } {
  const match = /^(\S+)\s*([\s\S]*)$/.exec(text)
  const word = match?.[1] ?? ''
  // “受理了”, “办结：已取证”: what is glued to the verb belongs to the rest.
  const verb = [...VERBS.keys()].find((one) => word.startsWith(one))
  if (verb === undefined) return { first: word, rest: match?.[2] ?? '' }
  return { first: verb, rest: text.slice(verb.length).replace(/^[\s,，:：了]+/, '') }
}
