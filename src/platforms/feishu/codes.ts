/** Feishu's error codes (messages, cards, files, tokens), sorted by what to do about them. */

export type CodeAction =
  /** Try again; `scope` says what has to wait. */
  | { readonly do: 'wait'; readonly scope: 'message' | 'chat' | 'platform'; readonly afterMs: number }
  /** Something of the app has to be put right by a person; messages stay owed meanwhile. */
  | { readonly do: 'mend'; readonly scope: 'message' | 'platform' }
  /** Nothing can be sent to this chat or person any more. */
  | { readonly do: 'gone' }
  /** This message is not taken and never will be. */
  | { readonly do: 'refuse' }
  /** It may have been taken. */
  | { readonly do: 'unsure' }
  /** The message to answer or to change is not there: send a new one. */
  | { readonly do: 'anew' }
  /** The card is not taken: send its text. */
  | { readonly do: 'as-text' }

interface Entry {
  readonly act: CodeAction
  /** For the person who looks why something did not arrive. */
  readonly why: string
}

const entries = new Map<number, Entry>()

function sort(act: CodeAction, codes: Readonly<Record<number, string>>): void {
  for (const [code, why] of Object.entries(codes)) entries.set(Number(code), { act, why })
}

sort({ do: 'wait', scope: 'chat', afterMs: 1_000 }, { 230020: '发得太快（同一会话）', 11233: '发得太快（同一会话）' })
sort({ do: 'wait', scope: 'platform', afterMs: 1_000 }, { 99991400: '发得太快（整个应用）', 11232: '飞书限流' })
sort(
  { do: 'wait', scope: 'message', afterMs: 1_000 },
  { 230049: '消息正在发送', 18121: '同一消息正在创建', 234019: '飞书暂时取不到这个文件' },
)
sort({ do: 'wait', scope: 'platform', afterMs: 5_000 }, { 99991663: '访问凭证失效' })
sort(
  { do: 'mend', scope: 'platform' },
  {
    10003: '应用凭证不对',
    10014: '应用凭证不对',
    99991661: '缺少访问凭证',
    99991664: '应用凭证不对',
    99991665: '企业凭证不对',
    99991668: '访问凭证类型不对',
    99991671: '访问凭证类型不对',
    99991401: '服务器地址不在应用的 IP 白名单里',
    99991403: '本月接口调用量已用完',
    11247: '今日批量发送量已用完',
    230006: '应用没有开启机器人能力',
  },
)
sort({ do: 'mend', scope: 'message' }, { 99991672: '应用缺少权限', 230027: '应用缺少权限' })
sort(
  { do: 'gone' },
  {
    230002: '机器人不在群里',
    232009: '群已解散',
    232011: '机器人不在群里',
    230013: '对方不在应用的可用范围内',
    230029: '对方已离职',
    230053: '对方停用了机器人',
    230038: '对方不在本企业',
  },
)
sort(
  { do: 'refuse' },
  {
    230001: '参数不对',
    230015: '不能发到单聊',
    230018: '群设置不允许机器人发言',
    230022: '含敏感词，飞书不予发送',
    230028: '被企业的数据防泄漏规则拦下',
    230034: '收件人编号不对',
    230035: '被禁言或被对方屏蔽',
    230054: '这种会话不支持这种消息',
    230055: '文件类型不符',
    230075: '密聊里不能发送',
    234003: '这条消息里没有这个文件',
    234004: '机器人不在发文件的会话里',
    234009: '外部群里的文件不能取',
    234037: '文件超过 100 MB',
    234038: '保密消息里的文件不能取',
    234040: '机器人进群以前的文件不能取',
    234043: '这种消息里的文件不能取',
  },
)
sort({ do: 'unsure' }, { 1500: '飞书内部错误', 2200: '飞书内部错误' })
sort(
  { do: 'anew' },
  {
    230011: '原消息已撤回',
    230110: '原消息已删除',
    230111: '原消息已自动销毁',
    230050: '原消息不可见',
    230031: '卡片超过 14 天',
    230071: '原消息不能这样回复',
    230072: '原消息不能这样回复',
  },
)
sort(
  { do: 'as-text' },
  {
    230099: '卡片格式被拒',
    230025: '内容过长',
    230017: '文件不是这个应用上传的',
    234006: '文件太大',
    234010: '文件是空的',
    234011: '图片格式不符',
    234039: '图片尺寸太大',
  },
)

/** What to do about a code, null for one that nobody has met yet. */
export function actionFor(code: number): Entry | null {
  return entries.get(code) ?? null
}
