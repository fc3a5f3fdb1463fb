import { describe, expect, test } from 'vitest'
import { type BotMemory, botIdentity } from '../../../src/platforms/feishu/bot-identity.ts'
import type { Answer } from '../../../src/platforms/feishu/failure.ts'
import { listeningLog } from './harness.ts'

type Info = Answer<{ openId: string; name: string }>
const told: Info = { ok: true, value: { openId: 'ou_bot', name: '赛马助手' } }
const silent: Info = { ok: false, failure: { kind: 'broken', reason: 'ECONNRESET' } }

function memoryOf(kept: string | null): BotMemory & { kept: string | null } {
  return {
    kept,
    async load() {
      return this.kept
    },
    async save(openId) {
      this.kept = openId
    },
  }
}

function bot(memory: BotMemory, answers: Info[]) {
  let asked = 0
  const client = {
    botInfo: async () => {
      asked += 1
      return answers[Math.min(asked, answers.length) - 1] ?? silent
    },
  }
  return { id: botIdentity(client, memory, listeningLog().log), asked: () => asked }
}

describe('who the bot is', () => {
  test('is asked once, however many events want to know, and kept for the next start', async () => {
    const memory = memoryOf(null)
    const { id, asked } = bot(memory, [told])
    expect(await Promise.all([id(), id(), id()])).toEqual(['ou_bot', 'ou_bot', 'ou_bot'])
    await id()
    expect(asked()).toBe(1)
    expect(memory.kept).toBe('ou_bot')
  })

  test('is remembered while Feishu does not answer', async () => {
    expect(await bot(memoryOf('ou_bot'), [silent]).id()).toBe('ou_bot')
  })

  test('is asked again as long as nobody knows', async () => {
    const { id } = bot(memoryOf(null), [silent, told])
    expect(await id()).toBeNull()
    expect(await id()).toBe('ou_bot')
  })
})
