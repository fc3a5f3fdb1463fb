import { expect, it } from 'vitest'
import { tellUnconfirmed } from '../../src/services/unconfirmed-told.ts'
import { openDesk } from '../chat/kit.ts'

it('tells 项目办 once of a message that the platform did not confirm, and again after a new try', async () => {
  const desk = await openDesk()
  const now = desk.clock.now()
  const asked = await desk.as('leader').privately('总览')
  const [message] = asked.told
  const lose = (generation: number) =>
    desk.db.outboxMessage.update({ where: { id: message?.id ?? 0 }, data: { state: 'UNCONFIRMED', generation } })
  await lose(0)
  expect(await tellUnconfirmed(desk.db, now)).toBe(1)
  expect(await tellUnconfirmed(desk.db, now)).toBe(0)
  const told = await desk.pushes()
  expect(told.map(({ to, card }) => [to, card.title])).toEqual([
    ['office', `一条消息未确认：给私聊的“${message?.card.title}”`],
  ])
  await lose(1)
  expect(await tellUnconfirmed(desk.db, now)).toBe(1)
})

it('says nothing of a lost message about lost messages, or it would never end', async () => {
  const desk = await openDesk()
  await desk.as('leader').privately('总览')
  await desk.db.outboxMessage.updateMany({ data: { state: 'UNCONFIRMED' } })
  await tellUnconfirmed(desk.db, desk.clock.now())
  await desk.db.outboxMessage.updateMany({ data: { state: 'UNCONFIRMED' } })
  expect(await tellUnconfirmed(desk.db, desk.clock.now())).toBe(0)
})
