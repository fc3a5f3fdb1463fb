/** Declarations for the list of suggestions; what they do is answers.ts' business. */
import { z } from 'zod'
import { say } from '../../../src/chat/card.ts'
import { type Command, defineCommand } from '../../../src/chat/command.ts'

function listed(id: string, name: string, summary: string, example: string): Command {
  return defineCommand({
    id,
    name,
    aliases: [],
    summary,
    usage: [example],
    examples: [{ text: example, in: 'private', as: 'office' }],
    who: ['member'],
    where: 'anywhere',
    needs: 'nothing',
    args: z.object({}),
    read: async () => ({ ok: true, value: {} }),
    run: async () => ({ card: say(summary) }),
  })
}

export const suggestible: readonly Command[] = [
  listed('overview', '总览', '全区重点项目的进度', '总览'),
  listed('project', '项目', '一个项目的情况', '项目 示例甲'),
  listed('report', '旬报', '报一句进展', '旬报 示例甲 本旬800万 设备安装90%'),
  listed('help', '帮助', '能做什么', '帮助'),
]
