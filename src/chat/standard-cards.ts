/** The cards of the router itself: what it says when there is no command to speak for it. */
import { type Action, button, type Card, say } from './card.ts'
import type { Command, Doubt } from './command.ts'

/** Buttons that bind a group; the first is typed as plain “绑定” too. */
export const GROUP_USES: readonly Action[] = [
  button('调度群', '绑定 调度群', 'primary'),
  button('查询群', '绑定 查询群'),
  button('不绑定', '绑定 不绑定'),
]

/** What an unbound group hears: only how to bind it. */
export function unboundGroupCard(): Card {
  return say('这个群还没有绑定到区', {
    blocks: [
      { kind: 'text', text: '请本区管理员选择这个群的用途，也可以发“绑定”。\n绑定前不回答项目问题。' },
      { kind: 'note', text: '调度群：通报发在这里，一区一个。查询群：只问不发。' },
    ],
    actions: [...GROUP_USES],
  })
}

export function externalGroupCard(): Card {
  return say('这是外部群，不能绑定，也不提供项目信息。', { tone: 'warning' })
}

/** What an unknown person hears in private. */
export function strangerCard(): Card {
  return say('您还没有绑定身份，请发：绑定 姓名 单位', {
    blocks: [{ kind: 'note', text: '例如：绑定 张三 区发改委。也可以写登记的手机号：绑定 13800000000' }],
    actions: [button('帮助')],
  })
}

/** A person on no district's roster today, though bound. */
export function noPostCard(name: string): Card {
  return say(`${name}，您现在没有任职，需要任职请找本区项目办。`, { actions: [button('帮助')] })
}

/** Nothing fits: what may have been meant, else a short help. */
export function unknownCard(
  words: string,
  near: { readonly commands: readonly Command[]; readonly projects: readonly string[] },
  usual: readonly Command[],
): Card {
  const names = [...near.projects, ...near.commands.map((command) => command.name)]
  if (names.length === 0) {
    return say(words === '' ? '在，请说。' : '没有看懂。可以这样问我：', {
      blocks: [
        {
          kind: 'list',
          items: usual.map((command) => ({ text: command.usage[0] ?? command.name, detail: command.summary })),
        },
      ],
      actions: [button('帮助')],
    })
  }
  return say(`没有找到“${shortened(words)}”。您是不是要找：${names.join('、')}？`, {
    actions: [
      ...near.projects.map((project) => button(project, `项目 ${project}`)),
      ...near.commands.map((command) => button(command.name)),
    ],
  })
}

/** 谢谢, 收到: nothing to do; somebody who was asked for a report sees how to give it. */
export function courtesyCard(asked: boolean): Card {
  return say(
    asked ? '好的。旬报请回一句话，例如：本旬800万 管道连接完成；没有进展就回：没变' : '不客气，有事随时发。',
    {
      tone: 'muted',
    },
  )
}

/** One of several projects, or of what `counted` says, is to be chosen; `line` types the command for it. */
export function chooseCard(names: readonly string[], line: (name: string) => string, counted = '个项目'): Card {
  return say(`您说的是哪一个？有 ${names.length} ${counted}对得上`, {
    actions: names.map((name) => button(name, line(name))),
  })
}

/** What is doubtful, and how to go on: 确认, another reading, or nothing at all. */
export function confirmCard(doubts: readonly Doubt[], id: number): Card {
  const [first, ...others] = doubts.map((doubt) => doubt.sentence)
  return say(first ?? '请确认', {
    tone: 'warning',
    blocks: [
      ...(others.length > 0 ? [{ kind: 'text' as const, text: others.join('\n') }] : []),
      { kind: 'note', text: '回“确认”照办，回“取消”作罢；半小时内有效。' },
    ],
    actions: [
      ...doubts.flatMap(({ instead }) => (instead ? [button(instead.label, instead.action)] : [])),
      button('确认', `确认 ${id}`, 'primary'),
      button('取消', `取消 ${id}`),
    ],
  })
}

/** What was typed, short enough for a sentence. */
export function shortened(words: string, most = 20): string {
  return [...words].length <= most ? words : `${[...words].slice(0, most).join('')}…`
}
