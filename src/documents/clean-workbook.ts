/**
 * The clean workbook by which a district is set up: sheets 单位, 人员, 项目, 年度计划, a header row each.
 * What the template writes, the reader takes; columns are found by title, in any order.
 */
import { z } from 'zod'
import { ProjectNature, ProjectStage, UnitGroup } from '../generated/prisma/enums.ts'
import { amount, type Cell, choice, columns, dayCell, names, optionalText, requiredText, wholeNumber } from './cells.ts'
import { cellName } from './ooxml/cell-name.ts'

export const groupWords = {
  镇街: UnitGroup.TOWN,
  园区: UnitGroup.PARK,
  行业部门: UnitGroup.DEPARTMENT,
  审批要素部门: UnitGroup.APPROVAL,
} as const

const natureWords = { 新建: ProjectNature.NEW, 续建: ProjectNature.CONTINUED } as const

const stageWords = {
  前期: ProjectStage.PREPARATION,
  新开工: ProjectStage.STARTED,
  在建: ProjectStage.CONSTRUCTION,
  试生产: ProjectStage.TRIAL,
  竣工投产: ProjectStage.COMPLETED,
} as const

const unitRow = z.object({
  name: requiredText('单位名称', '例：区能源局'),
  shortName: optionalText('简称', '能源局'),
  group: choice('分组', '行业部门', groupWords),
})

const personRow = z.object({
  name: requiredText('姓名', '例：张三'),
  unit: optionalText('单位', '能源局'),
  roles: names('身份', '联络员').refine((roles) => roles.length > 0, '不能空着，例如 联络员、项目办、包联领导'),
  title: optionalText('职务', '科员'),
  phone: optionalText('手机号', '').refine((phone) => phone === null || /^\+?\d{6,20}$/.test(phone), '不像手机号'),
})

const projectRow = z.object({
  number: wholeNumber('序号', '1', 1, 99_999),
  name: requiredText('项目名称', '例：新材料项目'),
  shortName: requiredText('简称', '例：新材料'),
  aliases: names('别名', '材料厂'),
  nature: choice('建设性质', '新建', natureWords),
  stage: choice('阶段', '在建', stageWords),
  owner: optionalText('建设单位', '某某新材料有限公司'),
  location: optionalText('建设地点', '某某园区'),
  chain: optionalText('产业链', ''),
  totalInvestment: amount('总投资（万元）', '30000'),
  investedBefore: amount('截至上年底累计（万元）', '0'),
  plannedStartOn: dayCell('计划开工日期', '2026-03-15'),
  startedOn: dayCell('实际开工日期', '2026-03-20'),
  unit: requiredText('责任单位', '能源局'),
  leader: optionalText('包联领导', '李四'),
  liaison: optionalText('联络员', '张三'),
  team: optionalText('专班', '新材料项目专班'),
  plan: optionalText('方案', '新材料项目推进方案'),
})

const planRow = z.object({
  project: requiredText('项目简称', '例：新材料'),
  year: wholeNumber('年度', '2026', 2000, 2100).refine((year) => year !== null, '不能空着'),
  amount: amount('年度计划（万元）', '12000').refine((value) => value !== null, '不能空着'),
  addedMonth: wholeNumber('纳入月份', '1', 1, 12),
})

export const sheets = {
  units: { title: '单位', row: unitRow },
  people: { title: '人员', row: personRow },
  projects: { title: '项目', row: projectRow },
  plans: { title: '年度计划', row: planRow },
} as const

/** A row with the number under which Excel shows it. */
export type Numbered<T> = T & { readonly line: number }

/** What cannot be taken: where, and why. */
export interface Refusal {
  readonly sheet: string
  /** "B3"; "第1行" for a missing column. */
  readonly cell: string
  readonly reason: string
}

export interface CleanWorkbook {
  readonly units: Numbered<z.output<typeof unitRow>>[]
  readonly people: Numbered<z.output<typeof personRow>>[]
  readonly projects: Numbered<z.output<typeof projectRow>>[]
  readonly plans: Numbered<z.output<typeof planRow>>[]
  readonly refusals: Refusal[]
}

/** Reads the four sheets; every refusal names its cell. A missing sheet is empty, not wrong. */
export function readWorkbook(
  book: readonly { readonly sheet: string; readonly data: readonly (readonly Cell[])[] }[],
): CleanWorkbook {
  const refusals: Refusal[] = []
  const rowsOf = (title: string) => book.find((sheet) => sheet.sheet.trim() === title)?.data ?? []
  return {
    units: readRows(sheets.units.title, rowsOf(sheets.units.title), unitRow, refusals),
    people: readRows(sheets.people.title, rowsOf(sheets.people.title), personRow, refusals),
    projects: readRows(sheets.projects.title, rowsOf(sheets.projects.title), projectRow, refusals),
    plans: readRows(sheets.plans.title, rowsOf(sheets.plans.title), planRow, refusals),
    refusals,
  }
}

function readRows<S extends z.ZodObject>(
  sheet: string,
  rows: readonly (readonly Cell[])[],
  schema: S,
  refusals: Refusal[],
): Numbered<z.output<S>>[] {
  const [header, ...body] = rows
  if (header === undefined) return []
  const places = placesOf(schema, header)
  for (const { title } of places.missing) refusals.push({ sheet, cell: '第1行', reason: `缺少“${title}”这一列` })
  if (places.missing.length > 0) return []
  const read: Numbered<z.output<S>>[] = []
  for (const [index, row] of body.entries()) {
    if (row.every((cell) => cell === null || String(cell).trim() === '') || isExample(row)) continue
    const line = index + 2
    const record = Object.fromEntries([...places.found].map(([key, place]) => [key, row[place] ?? null]))
    const result = schema.safeParse(record)
    if (result.success) read.push({ ...result.data, line })
    else
      for (const issue of result.error.issues) {
        const place = places.found.get(String(issue.path[0])) ?? 0
        refusals.push({ sheet, cell: cellName(place, line), reason: issue.message })
      }
  }
  return read
}

/** An example row of the template, left in: it says so itself. */
export function isExample(row: readonly Cell[]): boolean {
  return row.some((cell) => typeof cell === 'string' && /^\s*例[：:]/.test(cell))
}

function placesOf(schema: z.ZodObject, header: readonly Cell[]) {
  const found = new Map<string, number>()
  const missing: { title: string }[] = []
  const bare = (text: string) => text.replace(/[\s*]/g, '').replace(/\(/g, '（').replace(/\)/g, '）')
  for (const [key, field] of Object.entries(schema.shape)) {
    const column = columnOf(field)
    const place = header.findIndex((cell) => cell !== null && bare(String(cell)) === bare(column.title))
    if (place >= 0) found.set(key, place)
    else if (column.required) missing.push({ title: column.title })
  }
  return { found, missing }
}

/** Title, example and necessity of a field's column; a refinement stands around the registered schema. */
export function columnOf(field: unknown): { title: string; example: string; required: boolean } {
  if (field instanceof z.ZodType) {
    const column = columns.get(field)
    if (column !== undefined) return column
  }
  throw new Error('a field of a sheet must be made by cells.ts')
}
