import { z } from 'zod'
import { auditIn } from '../src/chat/audit-in.ts'
import { button, say } from '../src/chat/card.ts'
import { defineCommand, type OpenContext, type Reply } from '../src/chat/command.ts'
import { UserError } from '../src/errors.ts'
import { checkProof, proofOf, takeDistrict } from '../src/services/claiming.ts'
import { postsOf } from '../src/services/people.ts'

const DISTRICT_NAME = /^[\p{Script=Han}A-Za-z0-9·]{2,20}$/u
const HOW = '请发：认领管理员 认领码 区名，例如：认领管理员 ABCD23EFGH 海南区'

export const claimCommand = defineCommand({
  id: 'claim',
  name: '认领管理员',
  aliases: [],
  summary: '用服务器给出的一次性认领码成为区管理员',
  usage: ['认领管理员 认领码 区名'],
  examples: [{ text: '认领管理员 ABCD23EFGH 示例区', in: 'private', as: 'stranger' }],
  who: ['stranger'],
  where: 'private',
  needs: 'nothing',
  /** The code itself is not kept, here or anywhere: only its hash. Null: an account named in ADMIN_USERS needs none. */
  args: z.object({ proof: z.string().nullable(), district: z.string().regex(DISTRICT_NAME) }),
  read: async (line) => {
    const parts = line.text.split(' ').filter((part) => part !== '')
    const district = parts.at(-1) ?? ''
    if (parts.length === 0 || parts.length > 2 || !DISTRICT_NAME.test(district)) {
      return { ok: false, card: say(HOW, { tone: 'warning' }) }
    }
    const [code = ''] = parts
    return { ok: true, value: { proof: parts.length === 2 ? proofOf(code) : null, district } }
  },
  run: async (ctx, { proof, district }) => {
    const refused = await whyNot(ctx, proof)
    return refused === null ? await claim(ctx, district) : { card: say(refused, { tone: 'warning' }) }
  },
})

/** Why the claim is refused; null when it is not. A wrong code is answered, not thrown: the try it costs is kept. */
async function whyNot(ctx: OpenContext, proof: string | null): Promise<string | null> {
  if (proof === null) {
    const named = await ctx.tx.platformIdentity.findUnique({ where: { id: ctx.speaker.identityId } })
    return named?.isEnvAdmin ? null : HOW
  }
  const check = await checkProof(ctx.tx, proof, ctx.clock.wall())
  if (check.ok) return null
  if (check.triesLeft === null) return '没有有效的认领码。请在服务器上运行 npm run claim 取一个新的，30 分钟内有效。'
  if (check.triesLeft === 0) return '认领码不对，次数已用完。请在服务器上运行 npm run claim 重新取。'
  return `认领码不对，还可以试 ${check.triesLeft} 次。`
}

async function claim(ctx: OpenContext, name: string): Promise<Reply> {
  const { speaker, tx, now, today } = ctx
  if (await isAdminOf(ctx, name)) throw new UserError(`您已经是${name}的管理员。`, ['帮助'])
  const { district, isNew } = await takeDistrict(
    tx,
    name,
    { ...speaker, name: speaker.personId === null && speaker.name === '您' ? '管理员' : speaker.name },
    now,
    today,
  )
  await auditIn(ctx, 'claim', district.id, {
    subject: 'district',
    subjectId: district.id,
    before: null,
    after: { admin: speaker.identityId, isNew },
  })
  return {
    card: say(`您已是${name}的管理员`, {
      tone: 'good',
      blocks: [
        { kind: 'text', text: isNew ? `${name}已建好，从现在起按旬调度。` : `${name}原来就有，资料都在。` },
        {
          kind: 'list',
          ordered: true,
          items: [
            { text: '在服务器上导入单位、人员、项目、年度计划', detail: 'npm run import -- 文件.xlsx' },
            { text: '把机器人拉进调度群，在群里发“绑定”' },
            { text: '请联络员私聊机器人发：绑定 姓名 单位' },
          ],
        },
      ],
      actions: [button('帮助'), button('人员')],
    }),
  }
}

/** An account of ADMIN_USERS is admin anywhere, so only a post on the roster counts here. */
async function isAdminOf({ tx, speaker, today }: OpenContext, name: string): Promise<boolean> {
  const district = await tx.district.findUnique({ where: { name } })
  if (district === null || speaker.personId === null) return false
  const posts = await postsOf(tx, speaker.personId, today)
  return posts.some((post) => post.districtId === district.id && post.role === 'admin')
}
