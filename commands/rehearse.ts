import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { type Block, button, type Card, say } from '../src/chat/card.ts'
import { defineCommand } from '../src/chat/command.ts'
import { showTenDayShort } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { type RehearsedPeriod, rehearse } from '../src/services/rehearse.ts'

export const rehearseCommand = defineCommand({
  id: 'rehearse',
  name: '演示报数',
  aliases: ['替大家报', '演示填报'],
  summary: '演示区专用：替还没报的联络员报一批编造的数',
  usage: ['演示报数'],
  examples: [{ text: '演示报数', in: 'private', as: 'admin' }],
  who: ['member'],
  where: 'anywhere',
  demoOnly: true,
  args: z.object({}),
  read: words({}),
  run: async (ctx) => {
    if (!ctx.district.isDemo) throw new UserError(`“${ctx.district.name}”不是演示区，不能替人报数。`)
    const periods = await rehearse(ctx)
    if (periods.length === 0) throw new UserError('现在没有开着的旬。请先快进到下一次提醒，再发“演示报数”')
    return { card: rehearsedCard(periods) }
  },
})

function rehearsedCard(periods: readonly RehearsedPeriod[]): Card {
  return say(periods.map(headline).join('；'), {
    tone: 'good',
    blocks: [
      ...periods.flatMap(outBlock),
      { kind: 'note', text: '数字和文字都是编的，标“演示”。可以再快进到下一件事' },
    ],
    actions: [button('未报'), button('总览')],
  })
}

/** '9月上旬：替 19 位联络员报了 50 个项目，新问题 1 个' */
function headline({ period, filed, liaisons, problems }: RehearsedPeriod): string {
  if (filed === 0) return `${showTenDayShort(period)}没有可以再替报的`
  const raised = problems === 0 ? '' : `，新问题 ${problems} 个`
  return `${showTenDayShort(period)}：替 ${liaisons} 位联络员报了 ${filed} 个项目${raised}`
}

function outBlock({ period, out }: RehearsedPeriod): Block[] {
  if (out.length === 0) return []
  return [{ kind: 'text', text: `${showTenDayShort(period)}留着没报的：${out.join('、')}` }]
}
