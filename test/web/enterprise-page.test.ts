/** The page of an enterprise's file: behind the console's login or by a signed link, without phone numbers, nothing typed becomes markup. */

import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boardPath } from '../../src/services/board/link.ts'
import { enterprisePath } from '../../src/services/enterprise/link.ts'
import { keepPublicAddress } from '../../src/services/public-address.ts'
import { enterpriseSite } from '../../src/web/enterprise/site.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const TOKEN = 'a-token-of-a-bureau-2023'
let desk: Desk
const stops: (() => void)[] = []

/** Null: the console is off. */
async function serve(tokenRequired: boolean | null): Promise<string> {
  const app = express()
  const access = tokenRequired === null ? null : { token: tokenRequired ? TOKEN : null, tokenRequired, publicUrl: null }
  app.use(enterpriseSite({ db: desk.db, clock: desk.clock, console: access }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  stops.push(() => server.close())
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

beforeAll(async () => {
  desk = await openDesk({ now: '2023-09-11T10:00:00+08:00' })
  await desk.as('approval').privately('帮办 示例丙 派 丁审批')
  await desk.as('enterprise').privately('帮办 <script>alert(1)</script> 水保')
  await desk.as('approval').privately('一企一策 示例丙 专员每月上门一次，水保方案先行')
  const id = desk.district.people.get('enterprise') ?? 0
  await desk.db.person.update({ where: { id }, data: { phone: '13800000001' } })
})
afterAll(async () => {
  for (const stop of stops) stop()
  await desk.close()
})

describe('the page of an enterprise’s file', () => {
  it('shows the whole file, and no phone number', async () => {
    const url = await serve(false)
    const list = await (await fetch(`${url}/enterprise`)).text()
    const path = /\/enterprise\/\d+/.exec(list)?.[0] ?? ''
    const answer = await fetch(`${url}${path}`)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const page = await answer.text()
    for (const words of ['示例丙储能科技有限公司', '辛企业', 'A角 丁审批', '水保方案先行', '待受理']) {
      expect(page).toContain(words)
    }
    expect(page).not.toContain('13800000001')
    expect(page).not.toContain('<script')
    expect(page).toContain('&#60;script&#62;')
  })

  it('asks for the login where the console does, and knows no other file', async () => {
    const url = await serve(true)
    const refused = await fetch(`${url}/enterprise/1`)
    expect(refused.status).toBe(403)
    expect(await refused.text()).not.toContain('示例丙')
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await fetch(`${url}/enterprise`, { headers })).status).toBe(200)
    for (const path of ['/enterprise/999999', '/enterprise/abc', '/enterprise/1e3']) {
      expect((await fetch(`${url}${path}`, { headers })).status, path).toBe(404)
    }
  })
})

describe('the link to an enterprise’s file', () => {
  it('comes with the file in the chat and opens it, and nothing else, while the console is off', async () => {
    await keepPublicAddress(desk.db, 'https://saima.example')
    const { cards } = await desk.as('enterprise').privately('企业')
    const link = cards[0]?.actions.find(({ kind }) => kind === 'link')
    if (link?.kind !== 'link') throw new Error('no link')
    const path = link.url.replace('https://saima.example', '')
    const url = await serve(null)
    const page = await fetch(`${url}${path}`)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('示例丙储能科技有限公司')
    expect(html).not.toContain('13800000001')
    expect(html).not.toContain('全部企业')
    expect((await fetch(`${url}${/\/enterprise\/css\/enterprise.css/.exec(html)?.[0]}`)).status).toBe(200)
    for (const closed of ['/enterprise', path.split('?')[0]]) expect((await fetch(`${url}${closed}`)).status).toBe(403)
  })

  it('that was altered, has ended or is another enterprise’s is refused, with how to get a new one', async () => {
    await desk.as('approval').privately('企业 新增 示例丁 示例丁材料公司（演示）')
    const other = await desk.db.enterprise.findFirstOrThrow({ where: { shortName: '示例丁' } })
    const own = await desk.db.enterprise.findFirstOrThrow({ where: { shortName: { not: '示例丁' } } })
    const url = await serve(null)
    const wall = desk.clock.wall().getTime()
    const good = await enterprisePath(desk.db, own.id, new Date(wall + 3_600_000))
    expect((await fetch(`${url}${good}`)).status).toBe(200)
    for (const [path, words] of [
      [good.replace(`/enterprise/${own.id}?`, `/enterprise/${other.id}?`), '被改动过'],
      [good.replace(/until=\d+/, 'until=9999999999'), '被改动过'],
      [good.replace('sig=', 'sig=x'), '被改动过'],
      [
        (await boardPath(desk.db, { districtId: own.id, until: new Date(wall + 3_600_000) })).replace(
          /^.*&until/,
          `/enterprise/${own.id}?until`,
        ),
        '被改动过',
      ],
      [await enterprisePath(desk.db, own.id, new Date(wall - 1000)), '已过期'],
    ] as const) {
      const answer = await fetch(`${url}${path}`)
      const text = await answer.text()
      expect([path, answer.status]).toEqual([path, 403])
      expect(text).toContain(words)
      expect(text).toContain('发“企业 简称”')
      expect(text).not.toContain(own.shortName)
    }
    expect(
      (await desk.as('enterprise').privately('企业 示例丁')).cards[0]?.actions.some(({ kind }) => kind === 'link'),
    ).toBe(false)
  })
})
