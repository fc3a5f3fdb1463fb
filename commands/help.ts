import { z } from 'zod'
import { type Block, button, type Card, say } from '../src/chat/card.ts'
import { type Command, defineCommand, type OpenContext } from '../src/chat/command.ts'
import { mayUse, showStanding, showWho } from '../src/chat/permission.ts'
import { buildNameIndex, lookUp } from '../src/domain/name-match.ts'
import { fold } from '../src/domain/normalise.ts'

/** So many commands are told with their purpose, the others by name: the card fits one phone screen. */
const TOLD = 9

/** The help over all commands, itself included; `all` is asked at each use, after the list is complete. */
export function helpCommand(all: () => readonly Command[]): Command {
  return defineCommand({
    id: 'help',
    name: '帮助',
    aliases: ['?', '菜单', '怎么用', '使用说明'],
    summary: '能做什么，每个命令怎么写',
    usage: ['帮助', '帮助 旬报'],
    examples: [
      { text: '帮助', in: 'private', as: 'stranger' },
      { text: '帮助 报旬报', in: 'private', as: 'liaison' },
      { text: '/帮助', in: 'group', as: 'observer' },
    ],
    who: ['stranger'],
    where: 'anywhere',
    needs: 'nothing',
    args: z.object({ topic: z.string().nullable() }),
    read: async (line) => {
      if (line.text === '') return { ok: true, value: { topic: null } }
      const found = findTopic(all(), line.text)
      if (found.length === 1) return { ok: true, value: { topic: found[0]?.id ?? null } }
      const title = found.length === 0 ? `没有“${line.text}”这个命令` : `“${line.text}”可能是：`
      const ways = found.map((command) => button(command.name, `帮助 ${command.name}`))
      return { ok: false, card: say(title, { actions: [...ways, button('帮助')] }) }
    },
    run: async (ctx, { topic }) => {
      const command = all().find((one) => one.id === topic)
      return { card: command === undefined ? overview(all(), ctx) : detail(command) }
    },
  })
}

function findTopic(commands: readonly Command[], words: string): readonly Command[] {
  const word = fold(words).toLowerCase()
  const exact = commands.find(({ id, name, aliases }) => [id, name, ...aliases].includes(word))
  if (exact !== undefined) return [exact]
  const match = lookUp(buildNameIndex(commands.map((one) => ({ key: one, names: [one.name, ...one.aliases] }))), word)
  return match.kind === 'one' ? [match.key] : match.kind === 'many' ? match.keys : match.suggestions
}

/** What the person may use here, what is made for the own role first. */
function overview(commands: readonly Command[], ctx: OpenContext): Card {
  const fits = (command: Command): boolean =>
    (command.where === 'anywhere' || command.where === ctx.place.kind) &&
    (!command.demoOnly || ctx.district?.isDemo === true)
  const usable = commands
    .filter((command) => command.id !== 'help' && mayUse(command, ctx) && fits(command))
    .toSorted((a, b) => nearness(a, ctx) - nearness(b, ctx))
  const [told, others] = [usable.slice(0, TOLD), usable.slice(TOLD)]
  const blocks: Block[] = [
    { kind: 'fields', items: told.map(({ name, summary }) => ({ label: name, value: summary })) },
    ...(others.length > 0
      ? [{ kind: 'text' as const, text: `还有：${others.map(({ name }) => name).join('、')}` }]
      : []),
    { kind: 'note', text: '发“帮助 命令名”看写法。也可以直接发项目简称或拼音首字母。' },
  ]
  return say(`您的身份：${showStanding(ctx)}。可以这样用：`, {
    blocks,
    actions: told
      .filter(({ name, usage }) => usage.includes(name))
      .slice(0, 4)
      .map(({ name }) => button(name)),
  })
}

/** 0: for a role that the person has; 1: for everybody who may ask; 2: also for strangers. */
function nearness({ who }: Command, { speaker }: OpenContext): number {
  if ([...speaker.roles].some((role) => who.includes(role))) return 0
  return who.includes('stranger') ? 2 : 1
}

const PLACES = { anywhere: '群里、私聊都行', private: '私聊', group: '群里' } as const

function detail({ name, summary, usage, examples, aliases, who, where, id }: Command): Card {
  return say(`${name}：${summary}`, {
    blocks: [
      { kind: 'list', items: usage.map((text) => ({ text })) },
      { kind: 'text', text: `例如：\n${examples.map(({ text }) => text).join('\n')}` },
      {
        kind: 'fields',
        items: [
          { label: '谁能用', value: who.map(showWho).join('、') },
          { label: '在哪里', value: PLACES[where] },
          { label: '也可以说', value: [...aliases, id].join('、') },
        ],
      },
    ],
    actions: usage.includes(name) ? [button(name)] : [],
  })
}
