import { z } from 'zod'
import { aDay, aPerson, aProject, optional, words } from '../src/chat/arguments.ts'
import { type Card, say } from '../src/chat/card.ts'
import { type Command, type Context, defineCommand } from '../src/chat/command.ts'
import { day, showDay, showDayTime } from '../src/domain/calendar-day.ts'
import { type Entry, recentEntries } from '../src/services/audit-search.ts'

const LISTED = 15

/** 日志 over all commands, whose names it shows; `all` is asked at each use, after the list is complete. */
export function auditCommand(all: () => readonly Command[]): Command {
  return defineCommand({
    id: 'audit',
    name: '日志',
    aliases: ['留痕', '操作记录'],
    summary: '最近的改动：谁、何时、做了什么',
    usage: ['日志', '日志 项目简称', '日志 姓名', '日志 9月8日'],
    examples: [
      { text: '日志', in: 'private', as: 'office' },
      { text: '日志 绿邦', in: 'private', as: 'office' },
      { text: '日志 今天', in: 'private', as: 'admin' },
    ],
    who: ['office', 'admin'],
    where: 'anywhere',
    args: z.object({
      on: z.string().nullable(),
      project: z.string().nullable(),
      person: z.number().int().nullable(),
    }),
    read: words({ on: optional(aDay()), project: optional(aProject()), person: optional(aPerson()) }),
    run: async (ctx, { on, project, person }) => {
      const entries = await recentEntries(ctx.tx, ctx.district.id, {
        on: on === null ? null : day(on),
        project,
        personId: person,
        most: LISTED,
      })
      const about = [on === null ? null : showDay(day(on)), project, person === null ? null : await nameOf(ctx, person)]
      return { card: card(entries, about.filter((part) => part !== null).join(' '), all()), discreet: true }
    },
  })
}

async function nameOf({ tx }: Context, id: number): Promise<string> {
  return (await tx.person.findUniqueOrThrow({ where: { id }, select: { name: true } })).name
}

function card(entries: readonly Entry[], about: string, commands: readonly Command[]): Card {
  const names = new Map(commands.map(({ id, name }) => [id, name]))
  const title = about === '' ? '最近的改动' : `最近的改动（${about}）`
  if (entries.length === 0) return say(`${title}：没有`)
  return say(`${title}：${entries.length} 条`, {
    blocks: [
      {
        kind: 'list',
        items: entries.map(({ at, who, command, what, change, reason }) => ({
          text: `${showDayTime(at)} ${who} ${names.get(command) ?? JOBS[command] ?? command}`,
          detail: [what, change, reason === null ? '' : `原因 ${reason}`].filter((part) => part !== '').join('：'),
        })),
      },
      { kind: 'note', text: '记录不能改、不能删。' },
    ],
  })
}

/** Changes that no command made. */
const JOBS: Readonly<Record<string, string>> = {
  left: '机器人被移出群',
  demo: '装入演示区',
  import: '导入',
  'publish-dispatch': '发布旬调度通报',
  'publish-evaluation': '发布月考评亮牌',
  'ranking-preview': '季排名预览',
  'publish-ranking': '发布季排名',
}
