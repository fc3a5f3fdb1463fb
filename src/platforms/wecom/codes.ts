/** WeCom's error codes (wecom.md §2.6, §3.9), sorted by what to do about them. */

export type CodeAction =
  /** Try again after so long. */
  | { readonly do: 'wait'; readonly afterMs: number }
  /** The token has ended: a new one, once. */
  | { readonly do: 'refresh' }
  /** Something has to be put right by a person; messages stay owed meanwhile. */
  | { readonly do: 'mend' }
  /** Nothing can be sent to this person or group by this door. */
  | { readonly do: 'closed' }
  /** The card is not taken: send its text. */
  | { readonly do: 'as-text' }
  /** This message is not taken and never will be. */
  | { readonly do: 'refuse' }

interface Entry {
  readonly act: CodeAction
  /** For the person who looks why something did not arrive. */
  readonly why: string
}

const entries = new Map<number, Entry>()

function sort(act: CodeAction, codes: Readonly<Record<number, string>>): void {
  for (const [code, why] of Object.entries(codes)) entries.set(Number(code), { act, why })
}

// An object's negative key cannot be written without quotes.
entries.set(-1, { act: { do: 'wait', afterMs: 2_000 }, why: '企业微信系统繁忙' })
sort({ do: 'wait', afterMs: 60_000 }, { 45009: '发得太快，企业微信限流' })
sort({ do: 'wait', afterMs: 2_000 }, { 45033: '同时调用太多' })
sort({ do: 'wait', afterMs: 5_000 }, { 846609: '长连接还没有订阅' })
sort({ do: 'refresh' }, { 40014: '访问凭证失效', 42001: '访问凭证过期' })
sort(
  { do: 'mend' },
  {
    40001: '应用 Secret 不对',
    40013: '企业 ID 不对',
    40056: '应用 AgentId 不对',
    41001: '缺少访问凭证',
    301002: '应用没有权限',
    60020: '服务器地址不在应用的可信 IP 里',
    48002: '应用没有这个接口的权限',
    60011: '应用没有权限访问',
    853000: '机器人的 BotID 或 Secret 不对',
  },
)
sort(
  { do: 'closed' },
  {
    81013: '对方不在应用的可见范围内',
    82001: '没有收件人',
    60111: '没有这个成员',
    93000: '群机器人已被移除，或地址不对',
    93004: '群机器人已被停用',
    93006: '没有这个群，或还没有人在这里和机器人说过话',
    93008: '机器人不在群里',
    86001: '没有这个群',
    86003: '没有这个群',
    86008: '不是本应用的群',
  },
)
sort({ do: 'as-text' }, { 40008: '消息类型不被接受', 40016: '按钮不被接受' })
sort(
  { do: 'refuse' },
  {
    40058: '参数不对',
    44004: '内容是空的',
    45002: '内容过长',
    40007: '素材已过期',
    40201: '含敏感内容，企业微信不予发送',
  },
)
for (const code of [
  42014, 42015, 42016, 42017, 42018, 42019, 42040, 42041, 42042, 42043, 42044, 42045, 42046, 42047, 42049,
]) {
  entries.set(code, { act: { do: 'as-text' }, why: '卡片格式被拒' })
}

/** What to do about a code, null for one that nobody has met yet. */
export function actionFor(code: number): Entry | null {
  return entries.get(code) ?? null
}
