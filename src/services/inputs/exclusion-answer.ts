/** What 豁免 and 不参评 ask and answer, in the same words. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Context, Doubt } from '../../chat/command.ts'
import { showFullDay } from '../../domain/calendar-day.ts'
import type { ExclusionArgs } from './exclusion-reading.ts'
import {
  endExclusion,
  exclude,
  exclusionsNow,
  type Kind,
  mustHaveExclusion,
  showKind,
  showSpan,
  spanOf,
} from './exclusions.ts'
import { projectCalled } from './rights.ts'

const LISTED = 12

/** What the decision does to the assessment. */
const MEANING: Readonly<Record<Kind, string>> = {
  exemption: '期间亮灰牌、不计分',
  disqualification: '期间不参加考评',
}

export async function confirmExclusion(
  ctx: Context,
  kind: Kind,
  { project: shortName, decision }: ExclusionArgs,
): Promise<readonly Doubt[]> {
  if (shortName === null || decision === null) return []
  const project = await projectCalled(ctx, shortName)
  const name = showKind(kind)
  if (decision.kind === 'end') {
    const [first] = await mustHaveExclusion(ctx, kind, project)
    const until = first === undefined ? '' : `（原到${showFullDay(first.through)}）`
    return [{ sentence: `从今天起结束 ${shortName} 的${name}${until}？原因：${decision.reason}` }]
  }
  const span = await spanOf(ctx, kind, project, decision)
  return [{ sentence: `${shortName} ${showSpan(span)}${name}，${MEANING[kind]}？原因：${decision.reason}` }]
}

export async function answerExclusion(
  ctx: Context,
  kind: Kind,
  { project: shortName, decision }: ExclusionArgs,
): Promise<Card> {
  if (shortName === null || decision === null) return await inForce(ctx, kind, shortName)
  const project = await projectCalled(ctx, shortName)
  const name = showKind(kind)
  const more = { tone: 'good' as const, actions: [button(`看${name}`, name)] }
  if (decision.kind === 'end') {
    await endExclusion(ctx, kind, project, decision.reason)
    return say(`${shortName} 的${name}从今天起结束：${decision.reason}`, more)
  }
  const span = await exclude(ctx, kind, project, decision)
  return say(`已登记：${shortName} ${showSpan(span)}${name}，${MEANING[kind]}`, {
    ...more,
    blocks: [{ kind: 'note', text: `原因：${span.reason}。到期自动恢复；已私下告诉联络员和责任单位` }],
  })
}

async function inForce(ctx: Context, kind: Kind, shortName: string | null): Promise<Card> {
  const all = await exclusionsNow(ctx, kind, shortName)
  const name = showKind(kind)
  const where = shortName === null ? '' : `${shortName} `
  const note = { kind: 'note' as const, text: `登记请发：${name} ${shortName ?? '项目'} 到10月31日 原因` }
  if (all.length === 0) return say(`${where}现在没有${name}`, { blocks: [note] })
  const shown = all.slice(0, LISTED)
  const left = all.length - shown.length
  return say(`${where}现在${name} ${all.length} 项`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({ text: `${row.project}　${showSpan(row)}`, detail: row.reason })),
        ...(left > 0 ? { more: { count: left, action: `${name} 项目简称` } } : {}),
      },
      note,
    ],
  })
}
