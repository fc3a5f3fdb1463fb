/** 问题清单: raised, assigned, closed with evidence, confirmed by who raised it. */
import { expect, it } from 'vitest'
import type { Loop } from './stage.ts'

const WANG = 'u-liaison-wang'

export const problemLoop: Loop = {
  name: 'a problem, from its first word to its confirmation',
  play({ db, ask, at }) {
    it('is raised in a line', async () => {
      await at('2023-09-08 09:30')
      expect(await ask(WANG, '报问题 绿邦 用电 变压器容量还差一台')).toContain('已登记')
      expect(await db().problem.count({ where: { statement: { contains: '还差一台' } } })).toBe(1)
    })
  },
}
