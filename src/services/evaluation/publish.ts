/** What goes with the publication of a month: its results stand, orders are drafted, and whoever signs them is told. */
import { button, say } from '../../chat/card.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { plateLabels } from '../../domain/evaluation/plate-words.ts'
import { type Month, month, showMonth } from '../../domain/period.ts'
import { type Notice, PlateColour, PublishState } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { sendMonthlyDigests } from '../leader-digest-month.ts'
import { officePeople } from '../office-push.ts'
import { membersWith } from '../people.ts'
import { signersOf } from '../supervision/rights.ts'
import { draftOrders, showDrafts } from './orders.ts'
import { shownMonth } from './shown.ts'
import { plateOrder, type ShownMonth, withPlate } from './view.ts'

/** In the transaction of the publication. */
export async function settleMonth(acting: Acting, notice: Notice): Promise<void> {
  const { tx, district, audit } = acting
  const of = month(notice.period)
  const trial = { districtId: district.id, month: of, state: PublishState.TRIAL }
  const published = { data: { state: PublishState.PUBLISHED } }
  const settled = await tx.evaluation.updateMany({ where: trial, ...published })
  await tx.plate.updateMany({ where: trial, ...published })
  await tx.unitMonth.updateMany({ where: trial, ...published })
  await audit({
    subject: 'evaluation',
    subjectId: of,
    before: { state: 'TRIED' },
    after: { state: PublishState.PUBLISHED, projects: settled.count },
  })
  await sendMonthlyDigests(acting, of)
  const results = await needingOrders(acting, of)
  const drafted = await draftOrders(acting, of, results)
  if (drafted.supervision + drafted.reminder > 0) await tellDrafts(acting, of, showDrafts(drafted), results)
}

/** Only the few results that draft an order are read of the thousands. */
async function needingOrders({ tx, district }: Acting, of: Month): Promise<ShownMonth[]> {
  const plates = await tx.plate.findMany({
    where: { districtId: district.id, month: of, colour: { in: [PlateColour.RED, PlateColour.YELLOW] } },
    select: { projectId: true },
  })
  return await shownMonth(tx, district.id, of, { projectIds: plates.map(({ projectId }) => projectId) })
}

/** 督查室 and 项目办, in private: nothing has gone to the units. */
async function tellDrafts(acting: Acting, of: Month, drafted: string, results: readonly ShownMonth[]): Promise<void> {
  const { tx, district, now } = acting
  const supervision = await membersWith(tx, district.id, 'supervision', dayOf(now))
  const people = new Set([...supervision.map(({ personId }) => personId), ...(await officePeople(acting))])
  const items = plateOrder
    .filter((colour) => colour === 'red' || colour === 'yellow')
    .map((colour) => ({ colour, own: withPlate(results, colour) }))
    .filter(({ own }) => own.length > 0)
    .map(({ colour, own }) => ({
      text: `${plateLabels[colour]}：${colour === 'red' ? '督办单' : '提示单'}`,
      detail: own.map(({ name }) => name).join('、'),
    }))
  for (const personId of people) {
    await acting.owe({
      to: { personId },
      key: `${district.id}:evaluation:${of}:orders:${personId}`,
      card: say(`按${showMonth(of)}亮牌草拟了${drafted}，等人签发`, {
        blocks: [
          { kind: 'list', items },
          { kind: 'note', text: `都是拟稿，没有发给任何单位；由${signersOf(acting)}签发` },
        ],
        actions: [button('待签发', '督办 待签发')],
      }),
    })
  }
}
