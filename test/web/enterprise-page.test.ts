/** The page of an enterprise's file: behind the console's login, without phone numbers, nothing typed becomes markup. */

import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterpriseSite } from '../../src/web/enterprise/site.ts'
import { type Desk, openDesk } from '../chat/kit.ts'

const TOKEN = 'a-token-of-a-bureau-2023'
let desk: Desk
const stops: (() => void)[] = []

async function serve(tokenRequired: boolean): Promise<string> {
  const app = express()
  const access = { token: tokenRequired ? TOKEN : null, tokenRequired, publicUrl: null }
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
