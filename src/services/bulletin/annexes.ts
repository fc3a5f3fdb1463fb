/** The tables behind a 通报: units, lagging projects, all projects. */
import type { OfficialBlock, OfficialSection } from '../../documents/official/content.ts'
import { plateWord } from '../../domain/evaluation/plate-words.ts'
import { totals } from '../../domain/figures.ts'
import { percentText } from '../../domain/fraction.ts'
import { money, moneyText } from '../../domain/money.ts'
import { showGapShort } from '../../domain/points.ts'
import { levelName } from '../../domain/problem.ts'
import { showNature, showStage } from '../../domain/stage.ts'
import { showUnitGroup } from '../../domain/unit-group.ts'
import { curveOf, figuresOf, type LedgerRow } from '../ledger-book/row.ts'
import type { BulletinFacts } from './facts.ts'
import { basisRemark, plateMonth, rateOf } from './text.ts'
import { percent, yi } from './words.ts'

/** Names of the annexes in order; the last one is the list of all projects. */
export function annexNames({ lagging }: BulletinFacts): string[] {
  const behind = lagging.length === 0 ? [] : ['滞后项目及未销号问题表']
  return ['责任单位进度表', ...behind, '重点项目进度表']
}

/** Each on pages of its own. */
export function annexSections(facts: BulletinFacts): OfficialSection[] {
  const tables = [
    { orientation: 'portrait' as const, table: unitTable(facts) },
    ...(facts.lagging.length === 0 ? [] : [{ orientation: 'landscape' as const, table: laggingTable(facts) }]),
    { orientation: 'landscape' as const, table: projectTable(facts) },
  ]
  const names = annexNames(facts)
  return tables.map(({ orientation, table }, i) => ({
    orientation,
    blocks: [
      { kind: 'mark', text: `附件${i + 1}` },
      { kind: 'blank' },
      { kind: 'title', lines: [names[i] ?? ''] },
      { kind: 'small', text: basisRemark(facts), align: 'center' },
      table,
    ],
  }))
}

function unitTable({ groups, unitNames }: BulletinFacts): OfficialBlock {
  return {
    kind: 'table',
    columns: [
      { title: '分组', share: 4, align: 'center' },
      { title: '责任单位', share: 5 },
      { title: '项目', share: 2, align: 'center' },
      { title: '年度计划', share: 4, align: 'right' },
      { title: '年度累计', share: 4, align: 'right' },
      { title: '完成率', share: 3, align: 'right' },
      { title: '对照目标\n（百分点）', share: 4, align: 'right' },
    ],
    rows: groups.flatMap(({ group, rows }) =>
      rows.map(({ unitId, count, plan, yearToDate, completion, g }) => [
        showUnitGroup(group),
        unitNames.get(unitId) ?? '',
        String(count),
        yi(plan),
        yi(yearToDate),
        percent(completion),
        plan === 0n ? '—' : showGapShort(g),
      ]),
    ),
  }
}

function laggingTable({ lagging, problems: { open } }: BulletinFacts): OfficialBlock {
  return {
    kind: 'table',
    columns: [
      { title: '项目', share: 8 },
      { title: '责任单位', share: 5 },
      { title: '完成率\n（%）', share: 3, align: 'right' },
      { title: '目标\n（%）', share: 3, align: 'right' },
      { title: '对照目标\n（百分点）', share: 4, align: 'right' },
      { title: '未销号问题（类别、层级、时限）', share: 11 },
    ],
    rows: lagging.map((row) => {
      const own = open.filter(({ projectId }) => projectId === row.projectId)
      return [
        row.name,
        row.unit?.shortName ?? '未定',
        rateOf(row).replace('%', ''),
        percentText(curveOf(row)),
        gapOf(row),
        own.length === 0
          ? '未报'
          : own
              .map(({ category, level, dueOn, overdue }) =>
                [category ?? '未分类', levelName(level), dueOn ?? '未定时限', ...(overdue ? ['逾期'] : [])].join('，'),
              )
              .join('\n'),
      ]
    }),
  }
}

function projectTable(facts: BulletinFacts): OfficialBlock {
  const plateOf = ({ projectId }: LedgerRow): string => {
    const colour = facts.plates?.colours.get(projectId)
    return colour === undefined ? '—' : plateWord(colour)
  }
  return {
    kind: 'table',
    columns: [
      { title: '序号', share: 3, align: 'center' },
      { title: '项目名称', share: 12 },
      { title: '性质', share: 3, align: 'center' },
      { title: '责任单位', share: 5 },
      { title: '年度计划\n（万元）', share: 7, align: 'right' },
      { title: '年度累计\n（万元）', share: 7, align: 'right' },
      { title: '完成率\n（%）', share: 4, align: 'right' },
      { title: '对照目标\n（百分点）', share: 6, align: 'right' },
      { title: '阶段', share: 5, align: 'center' },
      { title: facts.span.kind === 'tenDay' ? '本旬' : '末旬', share: 3, align: 'center' },
      { title: `${plateMonth(facts)}\n亮牌`, share: 3, align: 'center' },
    ],
    rows: facts.rows.map((row) => [
      String(row.number),
      row.name,
      showNature(row.nature),
      row.unit?.shortName ?? '未定',
      moneyText(money(row.annualPlan)),
      moneyText(money(row.yearToDate)),
      rateOf(row).replace('%', ''),
      gapOf(row),
      showStage(row.stage),
      row.reported ? '已报' : '未报',
      plateOf(row),
    ]),
  }
}

function gapOf(row: LedgerRow): string {
  return showGapShort(totals([figuresOf(row)]).g)
}
