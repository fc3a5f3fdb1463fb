/** 挂图贴牌: a tile a project, by group; in every tile the plate's word and a shape of its own. */
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import type { PlatesShown } from '../../services/board/plates.ts'
import { BOARD_ORDER } from '../../services/board/view.ts'
import { escapeHtml } from '../html.ts'
import { leavesOf, rowsOf } from './leaves.ts'
import { numbered, rotor } from './rotor.ts'

/** Rows of tiles on a leaf of the wall. */
const LINES = 12

const WORDS: Readonly<Record<PlateColourName, { readonly word: string; readonly shape: string }>> = {
  green: { word: '绿牌', shape: '●' },
  yellow: { word: '黄牌', shape: '▲' },
  red: { word: '红牌', shape: '■' },
  grey: { word: '灰牌', shape: '○' },
}

export function platesPanel(plates: PlatesShown | null): string {
  if (plates === null) {
    const body = '<p class="empty">还没有发布过亮牌。月考评发布后，这里一个项目一块牌。</p>'
    return `<div class="plates">${rotor('挂图贴牌', [{ title: '挂图贴牌', note: '', body }])}</div>`
  }
  const columns = columnsFor(plates)
  const groups = plates.groups.map(({ name, tiles }) => ({
    name,
    rows: rowsOf(
      tiles.toSorted((a, b) => BOARD_ORDER.indexOf(a.colour) - BOARD_ORDER.indexOf(b.colour)),
      columns,
    ),
  }))
  const counts = new Map(plates.groups.map(({ name, tiles }) => [name, tiles.length]))
  const leaves = leavesOf(groups, LINES, 0)
  return `<div class="plates">${rotor(
    '挂图贴牌',
    leaves.map((leaf, i) => ({
      title: numbered(`挂图贴牌（${plates.month}）`, i, leaves.length),
      note: `${countsOf(plates)}；截至 ${plates.asOf}`,
      body: leaf.map(({ name, rows }) => groupPart(name, counts.get(name), rows.flat(), columns)).join('\n'),
    })),
  )}</div>`
}

type Tile = PlatesShown['groups'][number]['tiles'][number]

/** Tiles in a row of the wall: as many as leave room for the longest name. */
function columnsFor({ groups }: PlatesShown): number {
  const longest = Math.max(...groups.flatMap(({ tiles }) => tiles.map(({ name }) => name.length)), 0)
  return longest <= 4 ? 5 : longest <= 7 ? 4 : 3
}

function groupPart(name: string, count: number | undefined, tiles: readonly Tile[], columns: number): string {
  const small = count === undefined ? '' : `<small>${count} 个</small>`
  return `<div class="tile-group"><h3>${escapeHtml(name)}${small}</h3><ul class="columns-${columns}">${tiles.map(tilePart).join('')}</ul></div>`
}

function tilePart({ name, colour }: Tile): string {
  const { word, shape } = WORDS[colour]
  return `<li class="tile ${colour}"><span class="plate"><i aria-hidden="true">${shape}</i>${word}</span><span class="name">${escapeHtml(name)}</span></li>`
}

/** '红牌 1，黄牌 2，绿牌 49' */
function countsOf({ groups }: PlatesShown): string {
  const all = groups.flatMap(({ tiles }) => tiles)
  return BOARD_ORDER.map((colour) => [WORDS[colour].word, all.filter((tile) => tile.colour === colour).length] as const)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`)
    .join('，')
}
