import { z } from 'zod'
import { aProject, optional, restText, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { gradeWords, opensProblem, readGrade, showGrade } from '../src/domain/agency.ts'
import { day, isDay, showDay } from '../src/domain/calendar-day.ts'
import { readPastDay } from '../src/domain/day-read.ts'
import { UserError } from '../src/errors.ts'
import { onlyOwnProject } from '../src/services/enterprise/own.ts'
import { mustVisit, recordVisit } from '../src/services/enterprise/visits.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'

const args = z.object({
  project: z.string(),
  grade: z.enum(['VERY_SATISFIED', 'SATISFIED', 'FAIRLY_SATISFIED', 'DISSATISFIED', 'VERY_DISSATISFIED']),
  on: z.string().refine(isDay),
  opinion: z.string().min(2).max(300).nullable(),
})

export const visitCommand = defineCommand({
  id: 'visit',
  name: '回访',
  aliases: ['满意度', '评价'],
  summary: '回访企业：五级满意度和意见；不满意自动登记问题；不影响任何得分',
  usage: ['回访 绿邦 满意 建议…', '回访 示例甲 不满意 材料要跑三趟', '回访 示例甲 昨天 基本满意'],
  examples: [
    { text: '回访 绿邦 满意', in: 'private', as: 'approval' },
    { text: '回访 示例甲 基本满意 希望材料清单再清楚些', in: 'private', as: 'enterprise' },
  ],
  who: ['member', 'enterprise'],
  where: 'private',
  args,
  read: readVisit,
  run: async (ctx, { project: shortName, grade, on, opinion }) => {
    const project = await projectCalled(ctx, shortName)
    const problem = await recordVisit(ctx, project, { grade, on: day(on), opinion })
    const title = `已登记回访：${shortName} ${showDay(day(on))} ${showGrade(grade)}`
    return {
      card: say(title, {
        tone: problem === null ? 'good' : 'warning',
        blocks: [
          ...(opinion === null ? [] : [{ kind: 'text' as const, text: opinion }]),
          {
            kind: 'note',
            text:
              problem === null
                ? '回访结果不影响任何得分'
                : `已登记问题 ${problem.id} 号，由项目办交办；办结后请再回访一次`,
          },
        ],
        actions: [button('看跟踪卡', `跟踪卡 ${shortName}`)],
      }),
    }
  },
})

async function readVisit(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const reading = await words({ project: optional(aProject()), text: optional(restText('满意度', '满意')) })(line, ctx)
  if (!reading.ok) return reading
  const shortName = reading.value.project ?? (await onlyOwnProject(ctx))
  if (shortName === null) throw new UserError('请写明项目，例如：回访 绿邦 满意', ['企业'])
  await mustVisit(ctx, await projectCalled(ctx, shortName))
  const typed = (reading.value.text ?? '').trim()
  const on = readPastDay(firstOf(typed).word, ctx.today)
  const said = on === null ? typed : firstOf(typed).rest
  const typedGrade = readGrade(firstOf(said).word)
  const grade = readGrade(ctx.form?.grade ?? '') ?? typedGrade
  const opinion = (ctx.form?.opinion ?? (typedGrade === null ? said : firstOf(said).rest)).trim()
  if (grade === null || (opensProblem(grade) && opinion.length < 2)) {
    return { ok: false, card: ask(shortName, grade === null ? null : showGrade(grade), opinion) }
  }
  return {
    ok: true,
    value: { project: shortName, grade, on: on ?? ctx.today, opinion: opinion.length < 2 ? null : opinion },
  }
}

function firstOf(text: string): { readonly word: string; readonly rest: string } {
  const match = /^([^\s,，、:：]+)[\s,，、:：]*([\s\S]*)$/.exec(text)
  return { word: match?.[1] ?? '', rest: match?.[2] ?? '' }
}

/** 不满意 needs the words: they become the problem. */
function ask(shortName: string, grade: string | null, opinion: string): Card {
  return say(grade === null ? `${shortName} 的企业满意吗？` : `${grade}请写上企业的意见`, {
    blocks: [
      {
        kind: 'form',
        name: 'visit',
        fields: [
          {
            ...{ name: 'grade', label: '满意度', type: 'choice', required: true },
            options: gradeWords.map((word) => ({ label: word, value: word })),
            ...(grade === null ? {} : { value: grade }),
          },
          { name: 'opinion', label: '意见', type: 'multiline', ...(opinion === '' ? {} : { value: opinion }) },
        ],
        submit: { label: '登记回访', action: `回访 ${shortName}` },
        typed: `例如：回访 ${shortName} 满意；不满意要写意见：回访 ${shortName} 不满意 材料要跑三趟`,
      },
    ],
  })
}
