import { describe, expect, it } from 'vitest'
import { startPump } from '../src/pump.ts'

/** Work that is put in from outside; each step takes one piece after a moment. */
function bench(width: number) {
  const todo: number[] = []
  const done: number[] = []
  const errors: unknown[] = []
  let together = 0
  let most = 0
  const pump = startPump({
    width,
    tickMs: null,
    onError: (error) => errors.push(error),
    step: async () => {
      const next = todo.shift()
      together += 1
      most = Math.max(most, together)
      await Promise.resolve()
      together -= 1
      if (next === undefined) return false
      if (next < 0) throw new Error(`cannot do ${next}`)
      done.push(next)
      return true
    },
  })
  return { pump, todo, done, errors, most: () => most }
}

describe('work that waits in the database', () => {
  it('is all done after one word', async () => {
    const { pump, todo, done } = bench(1)
    todo.push(1, 2, 3)
    pump.poke()
    await pump.idle()
    expect(done).toEqual([1, 2, 3])
  })

  it('is not forgotten when it comes while the last look is finding nothing', async () => {
    const { pump, todo, done } = bench(1)
    pump.poke()
    todo.push(1)
    pump.poke()
    await pump.idle()
    expect(done).toEqual([1])
  })

  it('is done side by side, but not by more than allowed', async () => {
    const { pump, todo, done, most } = bench(3)
    todo.push(1, 2, 3, 4, 5, 6, 7, 8, 9)
    pump.poke()
    await pump.idle()
    expect(done).toHaveLength(9)
    expect(most()).toBe(3)
  })

  it('goes on at the next word after a step that broke', async () => {
    const { pump, todo, done, errors } = bench(1)
    todo.push(-1, 2)
    pump.poke()
    await pump.idle()
    expect(errors).toHaveLength(1)
    expect(done).toEqual([])
    pump.poke()
    await pump.idle()
    expect(done).toEqual([2])
  })

  it('is left alone once stopped', async () => {
    const { pump, todo, done } = bench(1)
    await pump.stop()
    todo.push(1)
    pump.poke()
    await pump.idle()
    expect(done).toEqual([])
  })
})
