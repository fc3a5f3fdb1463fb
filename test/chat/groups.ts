import type { Place } from '../../src/chat/message.ts'

/** 'dispatch' and 'query' are bound to the district, 'unbound' is not, 'outside' has external people in it. */
export type Group = 'dispatch' | 'query' | 'unbound' | 'outside'

export const GROUPS: Readonly<Record<Group, Place>> = {
  dispatch: { id: 'group-dispatch', kind: 'group', name: '示例区调度群' },
  query: { id: 'group-query', kind: 'group', name: '示例区查询群' },
  unbound: { id: 'group-unbound', kind: 'group', name: '示例工作群' },
  outside: { id: 'group-outside', kind: 'group', name: '示例外部群', external: true },
}
