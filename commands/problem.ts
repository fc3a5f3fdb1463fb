import { z } from 'zod'
import { aProject, restText, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { projectFirst } from '../src/chat/project-first.ts'
import { guessCategory, readCategory } from '../src/domain/problem-category.ts'
import { mustBeOwnProject } from '../src/services/enterprise/own.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { changeCategory } from '../src/services/problems/category.ts'
import { raiseProblem } from '../src/services/problems/raise.ts'

const args = z.object({
  project: z.string(),
  /** Null: guessed from the words, else unknown. */
  category: z.string().nullable(),
  statement: z.string().min(2).max(500),
})

export const problemCommand = defineCommand({
  id: 'problem',
  name: '报问题',
  aliases: ['问题+', '堵点', '上报问题'],
  summary: '把项目遇到的困难报给项目办，报问题不扣分',
  usage: ['报问题 示例甲 用电 变压器容量不足', '报问题 变压器容量不足 示例甲（次序不限，类别不写就按文字判断）'],
  examples: [
    { text: '报问题 示例甲 用电 变压器容量不足', in: 'private', as: 'liaison' },
    { text: '堵点 示例乙 征地还剩 3 户', in: 'private', as: 'unit' },
  ],
  who: ['liaison', 'unit', 'enterprise', 'leader', 'office', 'approval', 'supervision'],
  where: 'private',
  args,
  read: readProblem,
  run: async (ctx, { project: shortName, category, statement }) => {
    const project = await projectCalled(ctx, shortName)
    await mustBeOwnProject(ctx, project)
    const guessed = category === null ? guessCategory(statement) : null
    const { problem, fresh } = await raiseProblem(ctx, {
      project,
      category: category ?? guessed,
      statement,
      raisedBy: { ...ctx.speaker, unitId: ctx.speaker.unitIds[0] ?? null },
      at: ctx.at,
    })
    const changed = !fresh && category !== null && (await changeCategory(ctx, problem, category))
    const kind = changed ? category : problem.category
    const known = changed ? `${problem.id} 号问题的类别改为${category}` : `这个问题已经登记过，是 ${problem.id} 号`
    const note = [
      ...(fresh && category === null ? [kindNote(shortName, guessed, statement)] : []),
      '报问题不扣分；有进展会告诉您',
    ]
    return {
      card: say(fresh ? `已登记问题 ${problem.id} 号，已告诉项目办` : known, {
        tone: 'good',
        blocks: [
          { kind: 'text', text: `${shortName} ${kind === null ? '' : `${kind}，`}${statement}` },
          { kind: 'note', text: note.join('\n') },
        ],
        actions: [button('看这个问题', `问题清单 ${problem.id}`)],
      }),
    }
  },
})

function kindNote(shortName: string, guessed: string | null, statement: string): string {
  const way = `报问题 ${shortName} ${guessed === '用地' ? '规划' : '用地'} ${statement}`
  return guessed === null
    ? `没有写类别，请补一句，例如：${way}`
    : `类别 ${guessed}（按文字判断，可改），改请发，例如：${way}`
}

async function readProblem(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const reading = await words({ project: aProject(), text: restText('什么问题', '用电 变压器容量不足') })(
    await projectFirst(line, ctx),
    ctx,
  )
  if (!reading.ok) return reading
  const { project, text } = reading.value
  const { category, statement } = withoutCategory(text)
  if (statement.length < 2) {
    return {
      ok: false,
      card: say(`请把问题写清楚一点，例如：报问题 ${project} 用电 变压器容量不足`, { tone: 'warning' }),
    }
  }
  return { ok: true, value: { project, category, statement } }
}

const EDGES = /^[\s,，:：、;；]+|[\s,，:：、;；]+$/g

/** The kind is a word of its own, wherever it stands; at either end of the statement it is no part of it. */
function withoutCategory(text: string): { readonly category: string | null; readonly statement: string } {
  const typed = text.split(/[\s,，:：、;；]+/)
  const at = typed.findIndex((word) => readCategory(word) !== null)
  const word = typed[at]
  if (word === undefined) return { category: null, statement: text }
  const category = readCategory(word)
  if (at === 0) return { category, statement: text.slice(text.indexOf(word) + word.length).replace(EDGES, '') }
  if (at < typed.length - 1) return { category, statement: text }
  return { category, statement: text.slice(0, text.lastIndexOf(word)).replace(EDGES, '') }
}
