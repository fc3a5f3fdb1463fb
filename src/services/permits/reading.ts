/** Reads '手续 绿邦', '手续 绿邦 图', '手续 绿邦 施工许可', '手续 绿邦 施工许可 受理 9月12日', '手续 绿邦 列入 环评、能评'. */
import { z } from 'zod'
import { aProject, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { projectFirst } from '../../chat/project-first.ts'
import { type PermitLine, readPermitLine } from '../../domain/permits/line-read.ts'
import { UserError } from '../../errors.ts'
import { dayArg } from '../inputs/reading.ts'
import { projectCalled } from '../inputs/rights.ts'
import { type CatalogueItem, catalogueOf } from './catalogue.ts'
import { askNumber, changeOf, mayChange } from './change-reading.ts'
import { permitOf } from './find.ts'
import { permitMeant } from './names.ts'
import { mustDirect, type Subject } from './rights.ts'

const text = z.string().min(1).max(200)

export const permitChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), on: dayArg }),
  z.object({ kind: z.literal('pause'), on: dayArg, reason: text }),
  z.object({ kind: z.literal('resume'), on: dayArg }),
  z.object({ kind: z.literal('finish'), on: dayArg, number: text }),
  z.object({ kind: z.literal('refuse'), on: dayArg, reason: text }),
  z.object({ kind: z.literal('waive'), on: dayArg, reason: text.nullable() }),
  z.object({ kind: z.literal('need'), on: dayArg }),
  z.object({ kind: z.literal('withdraw') }),
  z.object({ kind: z.literal('plan'), on: dayArg }),
  z.object({ kind: z.literal('agent'), person: z.number().int() }),
])
export type PermitChange = z.infer<typeof permitChange>

export const permitArgs = z.object({
  /** Null: the whole district. */
  project: z.string().nullable(),
  /** The permit's name in the catalogue. */
  permit: z.string().nullable(),
  change: permitChange.nullable(),
  /** Names of permits to put on the project's list. */
  list: z.array(z.string()),
  /** The four stages as a picture. */
  picture: z.boolean(),
})
export type PermitArgs = z.infer<typeof permitArgs>

const NOTHING = { permit: null, change: null, list: [], picture: false }

const PICTURE = /^(?:阶段|进度|手续)?图片?$/

const typed = words({ project: optional(aProject()), text: optional(restText('手续', '施工许可')) })

const named = words({ project: aProject(), text: optional(restText('手续', '施工许可')) })

async function withProject(line: Line, ctx: Context): Promise<Reading<PermitArgs>> {
  const reading = await named(line, ctx)
  return reading.ok ? { ok: true, value: { ...NOTHING, project: reading.value.project } } : reading
}

export async function readPermit(written: Line, ctx: Context): Promise<Reading<PermitArgs>> {
  const line = await projectFirst(written, ctx)
  const reading = await typed(line, ctx)
  if (!reading.ok) return reading
  const { project, text: said } = reading.value
  if (said === null) return { ok: true, value: { project, ...NOTHING } }
  // Nothing is a project's name: what may have been meant is said as everywhere.
  if (project === null) return await withProject(line, ctx)
  if (PICTURE.test(said)) return { ok: true, value: { ...NOTHING, project, picture: true } }
  const permitLine = readPermitLine(said, ctx.today)
  const catalogue = await catalogueOf(ctx.tx, ctx.district.id)
  const row = await projectCalled(ctx, project)
  const listedIds = new Set(
    (await ctx.tx.permit.findMany({ where: { projectId: row.id } })).map(({ itemId }) => itemId),
  )
  const meant = (name: string) =>
    permitMeant(catalogue, {
      words: name,
      listed: listedIds,
      typed: (full) => `手续 ${project} ${said.replace(name, full)}`,
      way: `手续 ${project}`,
    })
  if (permitLine.permit === '' && permitLine.verb === 'need')
    return await several(ctx, project, permitLine, catalogue, meant)
  if (permitLine.permit === '')
    throw new UserError(`请写明哪项手续，例如：手续 ${project} 施工许可 ${said}`, [`手续 ${project}`])
  const found = meant(permitLine.permit)
  if (found.kind === 'card') return { ok: false, card: found.card }
  const { item } = found
  if (permitLine.verb === null) return { ok: true, value: { ...NOTHING, project, permit: item.name } }
  const subject: Subject = { project: row, item, permit: await permitOf(ctx.tx, row.id, item.id) }
  await mayChange(ctx, subject)
  const full = withForm(permitLine, ctx)
  if (permitLine.verb === 'finish' && full.number === null) return { ok: false, card: askNumber(ctx, subject, full) }
  return { ok: true, value: { ...NOTHING, project, permit: item.name, change: await changeOf(ctx, subject, full) } }
}

/** The form of 办结 brings the number. */
function withForm(line: PermitLine, { form }: Context): PermitLine {
  const number = (form?.number ?? '').trim()
  return number === '' ? line : { ...line, number }
}

type Meaning = (name: string) => ReturnType<typeof permitMeant>

/** '列入 必备', '列入 环评、能评': puts them on the project's list. */
async function several(
  ctx: Context,
  project: string,
  { rest }: PermitLine,
  catalogue: readonly CatalogueItem[],
  meant: Meaning,
): Promise<Reading<PermitArgs>> {
  mustDirect(ctx, '列手续清单')
  if (/^(?:必备|★|全部必备|必备手续)$/.test(rest)) {
    const list = catalogue.filter(({ starred, stage }) => starred && stage !== 'COMPLETION').map(({ name }) => name)
    return { ok: true, value: { ...NOTHING, project, list } }
  }
  const names = rest.split(/[\s、,，;；]+/).filter((name) => name !== '')
  if (names.length === 0)
    throw new UserError(
      `请写明列入哪几项，例如：手续 ${project} 列入 环评、施工许可；全部必备的发：手续 ${project} 列入 必备`,
    )
  const list: string[] = []
  for (const name of names) {
    const one = meant(name)
    if (one.kind === 'card') return { ok: false, card: one.card }
    list.push(one.item.name)
  }
  return { ok: true, value: { ...NOTHING, project, list } }
}
