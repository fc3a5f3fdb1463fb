/** Whom and what a line of 绑定 is about: the person on the roster, the district of a group. */
import { button, type Card, say } from '../chat/card.ts'
import type { OpenContext } from '../chat/command.ts'
import { UserError } from '../errors.ts'
import { postsOf } from './people.ts'
import { type Candidate, searchRoster } from './roster-search.ts'

/** The districts in which the speaker may decide about the roster; null: all (an account of ADMIN_USERS). */
export async function ownDistricts(
  { tx, speaker, today }: OpenContext,
  roles: readonly string[],
): Promise<readonly number[] | null> {
  const identity = await tx.platformIdentity.findUnique({ where: { id: speaker.identityId } })
  if (identity?.isEnvAdmin) return null
  const posts = speaker.personId === null ? [] : await postsOf(tx, speaker.personId, today)
  return [...new Set(posts.filter((post) => roles.includes(post.role)).map((post) => post.districtId))]
}

/**
 * The person that the words name. Who asks for himself must give the unit, and is told nothing about anybody else;
 * an administrator searches the own districts.
 */
export async function findPerson(
  ctx: OpenContext,
  said: { readonly mode: 'request' | 'account' | 'release'; readonly words: readonly string[] },
  alias: string,
): Promise<Candidate | { card: Card }> {
  const own = said.mode === 'request'
  const districtIds = own ? null : await ownDistricts(ctx, ['admin', 'office'])
  if (districtIds?.length === 0) return { card: say(ONLY_ADMIN, { tone: 'warning' }) }
  if (said.words.length === 0) return { card: say(`请写明姓名，例如：${alias} 张三 区发改委`, { tone: 'warning' }) }
  const search = await searchRoster(ctx.tx, said.words, ctx.today, { districtIds, unitNeeded: own })
  if (search.kind === 'one') return search.person
  const words = said.words.join(' ')
  if (search.kind === 'none') {
    return {
      card: say(
        search.missing === 'unit' && said.words.length === 1
          ? `请写上单位，例如：绑定 ${words} 区发改委`
          : `花名册上没有“${words}”。请核对姓名和单位，或请项目办先把人加进花名册。`,
        { tone: 'warning' },
      ),
    }
  }
  if (own) return { card: say('有几位同名，请写登记的手机号，例如：绑定 13800000000', { tone: 'warning' }) }
  const ways = search.people.map(({ name, units }) =>
    button(`${name} ${units.join('、')}`, retyped(said, name, units, alias)),
  )
  return { card: say(`有 ${search.people.length} 位“${words}”，请选一位`, { actions: ways }) }
}

export const ONLY_ADMIN = '只有本区管理员可以这样做。要绑定自己的身份请私聊我发：绑定 姓名 单位'

function retyped(
  said: { readonly mode: string; readonly account?: { readonly platform: string; readonly id: string } },
  name: string,
  units: readonly string[],
  alias: string,
): string {
  const account = said.account === undefined ? [] : [`${said.account.platform}:${said.account.id}`]
  return [alias, ...account, name, ...units.slice(0, 1)].join(' ')
}

/**
 * The district that a group is to be bound to: the one named, the one it is bound to already, else the speaker's own.
 * Throws the sentence that says who may bind a group.
 */
export async function districtToBind(ctx: OpenContext, said: { readonly district: string | null }): Promise<number> {
  const own = await ownDistricts(ctx, ['admin'])
  const districts = await ctx.tx.district.findMany({
    where: { activatedAt: { not: null }, ...(own === null ? {} : { id: { in: [...own] } }) },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  })
  if (own?.length === 0) throw new UserError('这个群还没有绑定。只有本区管理员可以绑定，请管理员在群里发：绑定')
  const named = districts.find((district) => district.name === said.district)
  const bound = ctx.place.use === 'none' ? undefined : districts.find(({ id }) => id === ctx.district?.id)
  const [only, ...others] = districts
  const chosen = named ?? bound ?? (others.length === 0 ? only : undefined)
  if (chosen !== undefined && (said.district === null || named !== undefined)) return chosen.id
  if (districts.length === 0) throw new UserError('还没有区。请先私聊我发：认领管理员 区名')
  throw new UserError(
    '请写明绑定到哪个区，例如：绑定 调度群 区名',
    districts.slice(0, 4).map(({ name }) => `绑定 调度群 ${name}`),
  )
}
