/** Reads '企业 绿邦', '企业 新增 简称 全称', '企业 绿邦 项目 捣固焦', '企业 绿邦 联系人 张三', '企业 绿邦 证照 安全生产许可证 2026-09-30 编号 …'. */
import { z } from 'zod'
import { aDay, anEnterprise, aPerson, aProject, aUnit, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { day, isDay } from '../../domain/calendar-day.ts'
import { fold } from '../../domain/normalise.ts'
import { UserError } from '../../errors.ts'

const enterprise = z.string()
const person = z.number().int()

export const fileArgs = z.object({
  act: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('list'), from: z.number().int() }),
    z.object({ kind: z.literal('show'), enterprise }),
    z.object({ kind: z.literal('projects'), enterprise }),
    z.object({ kind: z.literal('certificates'), enterprise }),
    z.object({ kind: z.literal('open'), shortName: z.string().min(2).max(12), name: z.string().min(4).max(60) }),
    z.object({ kind: z.literal('link'), enterprise, project: z.string() }),
    z.object({ kind: z.literal('unit'), enterprise, unit: z.string() }),
    z.object({ kind: z.literal('bind'), enterprise, person }),
    z.object({ kind: z.literal('release'), enterprise, person }),
    z.object({ kind: z.literal('code'), enterprise, code: z.string().regex(/^[0-9A-Z]{18}$/) }),
    z.object({
      kind: z.literal('certificate'),
      enterprise,
      name: z.string().min(2).max(40),
      expiresOn: z.string().refine(isDay),
      number: z.string().max(60).nullable(),
    }),
  ]),
})
export type FileAct = z.infer<typeof fileArgs>['act']
type Read = Reading<z.infer<typeof fileArgs>>

const VERBS = ['撤销联系人', '联系人', '项目', '单位', '信用代码', '证照'] as const
type Verb = (typeof VERBS)[number]

export async function readFileLine(line: Line, ctx: Context): Promise<Read> {
  const raw = line.raw.trim()
  const from = /^从\s*(\d{1,4})$/.exec(raw)?.[1]
  if (raw === '' || from !== undefined) return done({ kind: 'list', from: Math.max(0, Number(from ?? 1) - 1) })
  const opened = /^(?:新增|增加|建档)(?:\s+|$)([\s\S]*)$/.exec(raw)
  if (opened !== null) return open(opened[1] ?? '')
  const split = VERBS.flatMap((verb) => {
    const match = new RegExp(`^(\\S+(?:\\s+\\S+)?)\\s+${verb}(?:[\\s:：]+([\\s\\S]*))?$`).exec(raw)
    return match === null ? [] : [{ verb, head: match[1] ?? '', rest: (match[2] ?? '').trim() }]
  })[0]
  const head = split?.head ?? raw
  const reading = await words({ enterprise: anEnterprise() })({ ...line, raw: head, text: head }, ctx)
  if (!reading.ok) return reading
  const named = reading.value.enterprise
  return split === undefined
    ? done({ kind: 'show', enterprise: named })
    : await change(named, split.verb, split.rest, ctx)
}

function open(rest: string): Read {
  const [shortName, ...others] = rest.split(/\s+/)
  const name = others.join('')
  if (shortName === undefined || shortName.length < 2 || shortName.length > 12 || name.length < 4 || name.length > 60) {
    throw new UserError('请写明简称（2 到 12 字）和全称，例如：企业 新增 示例丁 示例丁材料有限公司')
  }
  return done({ kind: 'open', shortName, name })
}

async function change(named: string, verb: Verb, raw: string, ctx: Context): Promise<Read> {
  const line = { raw, text: raw, alias: `企业 ${named} ${verb}` }
  switch (verb) {
    case '项目': {
      if (raw === '') return done({ kind: 'projects', enterprise: named })
      const reading = await words({ project: aProject() })(line, ctx)
      return reading.ok ? done({ kind: 'link', enterprise: named, ...reading.value }) : reading
    }
    case '单位': {
      const reading = await words({ unit: aUnit() })(line, ctx)
      return reading.ok ? done({ kind: 'unit', enterprise: named, ...reading.value }) : reading
    }
    case '联系人':
    case '撤销联系人': {
      const reading = await words({ person: aPerson() })(line, ctx)
      if (!reading.ok) return reading
      return done({ kind: verb === '联系人' ? 'bind' : 'release', enterprise: named, ...reading.value })
    }
    case '信用代码': {
      const code = fold(raw).replace(/\s/g, '').toUpperCase()
      if (!/^[0-9A-Z]{18}$/.test(code)) throw new UserError('统一社会信用代码是 18 位数字和大写字母，请再核对')
      return done({ kind: 'code', enterprise: named, code })
    }
    case '证照':
      if (raw === '') return done({ kind: 'certificates', enterprise: named })
      return await certificate(named, raw, ctx)
  }
}

async function certificate(named: string, typed: string, ctx: Context): Promise<Read> {
  const numbered = /(?:^|\s)(?:编号|证号)[:：\s]*(\S{1,60})\s*$/.exec(typed)
  const raw = (numbered === null ? typed : typed.slice(0, numbered.index)).replace(/(?:有效期)?至/g, ' ')
  const line = { raw, text: raw, alias: `企业 ${named} 证照` }
  const reading = await words({ expiresOn: aDay(), name: optional(restText('证照', '安全生产许可证')) })(line, ctx)
  if (!reading.ok) return reading
  const name = (reading.value.name ?? '').trim()
  if (name.length < 2 || name.length > 40) {
    throw new UserError(`请写明证照名称和有效期，例如：企业 ${named} 证照 安全生产许可证 2026-09-30`)
  }
  const { expiresOn } = reading.value
  return done({
    kind: 'certificate',
    enterprise: named,
    name,
    expiresOn: day(expiresOn),
    number: numbered?.[1] ?? null,
  })
}

function done(act: FileAct): Read {
  return { ok: true, value: { act } }
}
