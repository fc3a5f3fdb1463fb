import { z } from 'zod'
import { optional, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { definitions, findDefinition } from '../src/domain/definitions.ts'

export const defineCommandOfFigures = defineCommand({
  id: 'define',
  name: '口径',
  aliases: ['解释', '什么是'],
  summary: '每个数怎么算',
  usage: ['口径', '口径 开复工率'],
  examples: [
    { text: '口径 开复工率', in: 'private', as: 'liaison' },
    { text: '/口径', in: 'group', as: 'observer' },
  ],
  who: ['observer'],
  where: 'anywhere',
  args: z.object({ term: z.string().nullable() }),
  read: words({ term: optional(restText('哪个数', '开复工率')) }),
  run: async (_ctx, { term }) => ({ card: definitionCard(term) }),
})

function definitionCard(term: string | null): Card {
  const found = term === null ? null : findDefinition(term)
  if (found !== null) return say(`${found.term}：${found.text}`)
  return say(term === null ? '想看哪个数的口径？' : `没有“${term}”的口径，现有这些：`, {
    blocks: [{ kind: 'text', text: definitions.map((definition) => definition.term).join('、') }],
    actions: definitions.slice(0, 4).map((definition) => button(definition.term, `口径 ${definition.term}`)),
  })
}
