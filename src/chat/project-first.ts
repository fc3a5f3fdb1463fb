/** A line with its project's name wherever it stands: the name goes first, and the other words keep their order. */
import type { Context, Line } from './command.ts'
import { projectNames } from './project-names.ts'

/**
 * '排污 示例甲 办结', '用电 示例甲变压器容量不足' → the project in front. Without it the words around the name would be
 * taken for a part of it. A line in which no word is or begins with a project's name comes back as it is.
 */
export async function projectFirst(line: Line, { tx, district }: Pick<Context, 'tx' | 'district'>): Promise<Line> {
  const typed = line.raw.trim().split(/[\s,，、;；]+/)
  const names = await projectNames(tx, district.id)
  const begun = typed.map((word) => names.leading(word)?.length ?? 0)
  const whole = typed.findIndex((word, i) => begun[i] === word.length)
  const at = whole >= 0 ? whole : begun.findIndex((length) => length > 0)
  const word = typed[at]
  if (at < 1 || word === undefined) return line
  const start = placeOf(line.raw, typed, at)
  const length = begun[at] ?? 0
  const before = line.raw.slice(0, start).replace(/[\s,，、;；]+$/, '')
  const behind = `${word.slice(length)}${line.raw.slice(start + word.length)}`.replace(/^[\s,，、;；]+/, '')
  const raw = [word.slice(0, length), before.trim(), behind].filter((part) => part !== '').join(' ')
  return { ...line, raw, text: raw }
}

function placeOf(raw: string, typed: readonly string[], at: number): number {
  let from = 0
  for (const word of typed.slice(0, at)) from = raw.indexOf(word, from) + word.length
  return raw.indexOf(typed[at] ?? '', from)
}
