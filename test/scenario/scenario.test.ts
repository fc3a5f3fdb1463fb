/** The scenario over every way in, and that they all left the same. */
import { describe, expect, it } from 'vitest'
import { playScenario } from './scenario.ts'
import { openConsole } from './ways/console.ts'
import { openFeishuWay } from './ways/feishu.ts'
import { openWecomCallback } from './ways/wecom-callback.ts'
import { openWecomConnected } from './ways/wecom-connected.ts'

const byConsole = playScenario('the console', openConsole)
const others = {
  'the webhook of Feishu': () => openFeishuWay('webhook'),
  'the long connection of Feishu': () => openFeishuWay('websocket'),
  'the long connection of WeCom': openWecomConnected,
  'bot by callback, app and group robot of WeCom': () => openWecomCallback('with a bot'),
  'app and group robot of WeCom, without a bot': () => openWecomCallback('without a bot'),
}
const played = Object.entries(others).map(([name, open]) => ({ name, facts: playScenario(name, open) }))

describe('what was stored is the same as over the console', () => {
  it.each(played)('over $name', ({ facts }) => {
    expect(byConsole()).not.toBeNull()
    expect(facts()).toEqual(byConsole())
  })
})
