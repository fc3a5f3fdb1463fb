/** The wall map as a page: the whole of it is written by the server, the script only brings in newer ones. */
import { BASIS } from '../../services/as-of.ts'
import { DEMO_BOARD } from '../../services/board/plates.ts'
import type { TotalsShown } from '../../services/board/progress.ts'
import type { Reporting } from '../../services/board/reporting.ts'
import type { BoardView } from '../../services/board/view.ts'
import { escapeHtml } from '../html.ts'
import { bar } from './bar.ts'
import { document } from './document.ts'
import { closedLeaves, permitLeaves, progressLeaves, rankLeaves } from './panels.ts'
import { platesPanel } from './plates-panel.ts'
import { rotor } from './rotor.ts'

/** `mark`: what the board stands on (watch.ts). */
export function boardPage(view: BoardView, mark: string): string {
  return document({ title: `${view.district}重点项目挂图`, script: true, body: body(view, mark) })
}

function body(view: BoardView, mark: string): string {
  const { district, asOf, readAt, totals, reporting, demo } = view
  return `<div id="board" data-mark="${escapeHtml(mark)}" data-read-at="${escapeHtml(readAt)}">
<header class="top">
<h1>${escapeHtml(district)}重点项目挂图</h1>
<p class="as-of">${escapeHtml(asOf)}</p>
<p class="basis">${BASIS}</p>
<p class="line" id="line" role="status">更新于 ${escapeHtml(readAt)}</p>
<button type="button" class="turning" id="turning" hidden>暂停轮换</button>
</header>
<main>
<section class="figures" aria-label="全区进度">
${completionFigure(totals)}
${figure('年度累计完成', totals.yearToDate, `年度计划 ${totals.plan}`)}
${figure('综合开复工率', totals.startRate, `项目 ${totals.projects} 个`)}
${reporting.length === 0 ? figure('旬报', '—', '现在没有要报的旬') : reporting.map(reportingFigure).join('\n')}
</section>
${platesPanel(view.plates)}
${rotor('进度和排名', [...progressLeaves(view.progress), ...rankLeaves(view.ranks)])}
${rotor('手续和办结', [...permitLeaves(view.permits), ...closedLeaves(view.closed)])}
</main>
${demo ? `<footer>${DEMO_BOARD}</footer>` : ''}
</div>`
}

function completionFigure({ completion, target, gap, bar: of }: TotalsShown): string {
  const words = gap === '' ? '还没有年度计划' : `对照目标 ${target}，${gap}`
  return `<div class="figure wide">
<h2>年度投资完成率</h2><p class="big">${completion}</p><p class="small">${words}</p>${bar(of)}
</div>`
}

function figure(label: string, value: string, small: string): string {
  return `<div class="figure"><h2>${escapeHtml(label)}</h2><p class="big">${escapeHtml(value)}</p><p class="small">${escapeHtml(small)}</p></div>`
}

function reportingFigure({ period, reported, of, latest }: Reporting): string {
  return figure(
    `${period}已报`,
    `${reported}/${of}`,
    latest.length === 0 ? '还没有报来' : `刚报来：${latest.join('、')}`,
  )
}
