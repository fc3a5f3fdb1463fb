/** 挂图 in the chat: the plate map as a picture, the same in words, and the link to the wall map. */
import { type Action, type Block, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import { plateLabels } from '../../domain/evaluation/plate-words.ts'
import { type Month, showMonth } from '../../domain/period.ts'
import { BASIS } from '../as-of.ts'
import { plateOrder } from '../evaluation/view.ts'
import { keepPicture } from '../pictures.ts'
import { linkFor } from '../signed-link.ts'
import { boardPath } from './link.ts'
import { type PlatesShown, platesFigure, publishedPlates } from './plates.ts'

/** For somebody's phone, and for the screen of a command hall, which nobody wants to set up every week. */
const DAYS = { phone: 7, screen: 90 } as const

/** How long the link lasts. */
export type LinkFor = keyof typeof DAYS

/** With the plates of the newest published month, or of the month named; the wall map shows the newest in any case. */
export async function boardCard(ctx: Context, named: Month | null, whom: LinkFor): Promise<Card> {
  const { tx, district, now } = ctx
  const plates = await publishedPlates(tx, district.id, named)
  const { actions, note } = await linkOf(ctx, whom)
  if (plates === null) {
    const title = named === null ? `${district.name}还没有发布过亮牌` : `${showMonth(named)}还没有发布亮牌`
    return say(title, { blocks: [{ kind: 'note', text: note }], actions })
  }
  const figure = platesFigure(district, plates)
  const name = `${district.name}挂图贴牌${plates.month}`
  return {
    ...say(`${district.name}挂图（${plates.month}）：${counts(plates.groups.flatMap(({ tiles }) => tiles))}`, {
      blocks: [...plates.groups.map(groupBlock), { kind: 'note', text: `截至 ${plates.asOf}，${BASIS}\n${note}` }],
      actions,
    }),
    files: [await keepPicture(tx, { districtId: district.id, name, figure, now })],
  }
}

type Group = PlatesShown['groups'][number]

/** What the picture shows, in words: counts, and by name what is not 绿. */
function groupBlock({ name, tiles }: Group): Block {
  const lines = plateOrder.flatMap((colour) => {
    const own = tiles.filter((tile) => tile.colour === colour)
    if (own.length === 0 || colour === 'green') return []
    return [`${plateLabels[colour]}：${own.map((tile) => tile.name).join('、')}`]
  })
  return { kind: 'text', text: [`${name} ${tiles.length} 个：${counts(tiles)}`, ...lines].join('\n') }
}

/** '🔴红牌 1，🟡黄牌 2，🟢绿牌 49' */
function counts(tiles: readonly { readonly colour: PlateColourName }[]): string {
  return plateOrder
    .map((colour) => [plateLabels[colour], tiles.filter((tile) => tile.colour === colour).length] as const)
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${label} ${count}`)
    .join('，')
}

async function linkOf(ctx: Context, whom: LinkFor): Promise<{ actions: Action[]; note: string }> {
  const { tx, district } = ctx
  const link = await linkFor(ctx, DAYS[whom], (until) => boardPath(tx, { districtId: district.id, until }))
  if (link === null) {
    const note = '没有设置 PUBLIC_URL，发不出挂图链接，请管理员设置；能打开控制台的，在控制台地址后面加 board 直接看'
    return { actions: [], note }
  }
  return {
    actions: [{ kind: 'link', label: '打开挂图', url: link.url }],
    note: `${link.note}；过期后再发“挂图”`,
  }
}
