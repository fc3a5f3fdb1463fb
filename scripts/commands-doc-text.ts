/** The text of docs/commands.md: one table of all commands, then each with its usage and examples. */
import type { Command, Example } from '../src/chat/command.ts'
import { showWho } from '../src/chat/permission.ts'
import { isRole, showRole } from '../src/domain/roles.ts'

const PLACES = { anywhere: '群、私聊', private: '私聊', group: '群' } as const

/** Markdown, in the order of the list of commands. */
export function commandsDoc(commands: readonly Command[]): string {
  return [
    '# 命令',
    '',
    '本页由命令的声明生成（`npm run docs`），不要手改；每个例子都由测试在演示区里执行过。',
    '',
    '群里发要 @机器人 或以 `/` 开头，私聊直接发。命令和内容之间可以不空格，全角、半角都行，也可以用英文名（`project 绿邦`）。',
    '直接发项目简称、拼音（`lvbang`）或首字母（`lb`），或问“绿邦到哪一步了？”，等于“项目 绿邦”。',
    '要确认的事回“确认”照办、回“取消”作罢，半小时内有效。',
    '',
    '| 命令 | 也可以说 | 英文名 | 谁能用 | 在哪里 | 做什么 |',
    '|---|---|---|---|---|---|',
    ...commands.map(row),
    '',
    ...commands.flatMap(section),
  ].join('\n')
}

function row({ name, aliases, id, who, where, summary }: Command): string {
  const cells = [name, aliases.join('、'), `\`${id}\``, who.map(showWho).join('、'), PLACES[where], summary]
  return `| ${cells.map(escaped).join(' | ')} |`
}

function section({ name, id, usage, examples }: Command): string[] {
  return [
    `## ${name}（${id}）`,
    '',
    ...usage.map((line) => `- ${escaped(line)}`),
    '',
    '例：',
    '',
    ...examples.map(
      (example) => `- \`${example.text}\`（${speaker(example)}，${example.in === 'group' ? '群里' : '私聊'}）`,
    ),
    '',
  ]
}

function speaker({ as }: Example): string {
  if (isRole(as)) return showRole(as)
  return as === 'observer' ? '观察员' : '未绑定的人'
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
