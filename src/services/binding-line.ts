/** What somebody means by a line of 绑定: be bound, bind somebody, bind this group, decide on a request. */
import { type PlatformName, platformSchema } from '../chat/message.ts'
import { fold } from '../domain/normalise.ts'

export type GroupUse = 'dispatch' | 'query' | 'none'

export type BindLine =
  | { readonly mode: 'approve' | 'refuse'; readonly request: number | null; readonly reason: string | null }
  | { readonly mode: 'release' | 'request'; readonly words: readonly string[] }
  | {
      readonly mode: 'account'
      readonly account: { readonly platform: PlatformName; readonly id: string }
      readonly words: readonly string[]
    }
  /** Null: 绑定 alone, as what it can be. */
  | { readonly mode: 'group'; readonly use: GroupUse | null; readonly district: string | null }
  /** A group robot's address for a group of that name; null: the group has none any more. */
  | { readonly mode: 'robot'; readonly url: string | null; readonly group: string | null }
  | { readonly mode: 'show' }

interface Said {
  readonly alias: string
  readonly raw: string
  readonly platform: PlatformName
  readonly mentions: readonly { readonly id: string; readonly name: string }[]
  readonly inGroup: boolean
}

const ROBOT = '群机器人'

/** A Map, not an object: a name may be a word that every object answers to (“constructor”). */
const USES: ReadonlyMap<string, GroupUse> = new Map([
  ['调度群', 'dispatch'],
  ['查询群', 'query'],
  ['不绑定', 'none'],
  ['解绑', 'none'],
])

/** Reads the line. A mention or “feishu:ou_…” names an account, 调度群 a group's use, anything else a person. */
export function readBindLine({ alias, raw, platform, mentions, inGroup }: Said): BindLine {
  if (alias === '同意绑定') return { mode: 'approve', ...numbered(raw) }
  if (alias === '不同意绑定') return { mode: 'refuse', ...numbered(raw) }
  const [mention] = mentions
  const plain = mentions.reduce((text, { name }) => text.replaceAll(`@${name}`, ' '), raw)
  const words = plain.split(/[\s,，、]+/).filter((word) => word !== '')
  if (words[0] === ROBOT) return robotLine(alias, words.slice(1))
  if (alias === '解除绑定') return { mode: 'release', words }
  if (mention !== undefined) return { mode: 'account', account: { platform, id: mention.id }, words }
  for (const word of words) {
    const [name = '', ...rest] = fold(word).split(':')
    const known = platformSchema.safeParse(name)
    const id = rest.join(':')
    if (known.success && id !== '') {
      return { mode: 'account', account: { platform: known.data, id }, words: words.filter((one) => one !== word) }
    }
  }
  const use = USES.get(words[0] ?? '')
  if (use !== undefined) return { mode: 'group', use, district: words[1] ?? null }
  if (words.length === 0) return inGroup ? { mode: 'group', use: null, district: null } : { mode: 'show' }
  return { mode: 'request', words }
}

function robotLine(alias: string, words: readonly string[]): BindLine {
  const url = words.find((word) => word.includes('://')) ?? null
  const group = words.filter((word) => word !== url).join(' ')
  return { mode: 'robot', url: alias === '解除绑定' ? null : (url ?? ''), group: group === '' ? null : group }
}

function numbered(raw: string): { request: number | null; reason: string | null } {
  const match = /^(?:第|#)?(\d{1,9})(?:号)?[\s,:]*(.*)$/s.exec(fold(raw).trim())
  if (match === null) return { request: null, reason: null }
  const reason = raw
    .trim()
    .slice(-(match[2]?.length ?? 0))
    .trim()
  return { request: Number(match[1]), reason: match[2] === '' || reason === '' ? null : reason }
}
