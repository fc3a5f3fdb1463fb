import { type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { day, dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { isOnlyContact, mustBeOwnProject, ownOf } from '../src/services/enterprise/own.ts'
import { servesAll } from '../src/services/enterprise/rights.ts'
import { projectCalled } from '../src/services/inputs/rights.ts'
import { jointCard, jointListCard } from '../src/services/joint/cards.ts'
import { type JointRow, jointNumbered, listJoint } from '../src/services/joint/find.ts'
import { type JointAct, jointArgs, readJoint } from '../src/services/joint/reading.ts'
import { callJoint, cancelJoint, concludeJoint } from '../src/services/joint/reviews.ts'
import { promisePermit, setTasks } from '../src/services/joint/tasks.ts'

export const jointCommand = defineCommand({
  id: 'joint',
  name: '会商',
  aliases: ['联审', '会商联审'],
  summary: '会商联审：议题、参会单位、结论；任务进问题清单，手续定承诺日',
  usage: [
    '会商 示例甲 能评 9月12日 参会 能源局、审批局',
    '会商 3 结论 同意容缺受理；会商 3 任务 能源局 9月20日 出具意见；会商 3 手续 施工许可 9月30日',
    '会商（最近的）；会商 3；会商 示例甲；会商 3 取消 原因',
  ],
  examples: [
    { text: '会商 示例甲 能评 9月12日 参会 区能源局、区审批局', in: 'private', as: 'approval' },
    { text: '联审', in: 'private', as: 'office' },
    { text: '会商 示例甲', in: 'private', as: 'enterprise' },
  ],
  who: ['member', 'enterprise'],
  where: 'private',
  args: jointArgs,
  read: readJoint,
  run: async (ctx, { act }) => ({ card: await carryOut(ctx, act) }),
})

async function carryOut(ctx: Context, act: JointAct): Promise<Card> {
  switch (act.kind) {
    case 'list':
      return await list(ctx, act.project, act.from)
    case 'show':
      return jointCard(await jointNumbered(ctx, act.number), ctx.today, { write: servesAll(ctx) })
    case 'call': {
      const project = await projectCalled(ctx, act.project)
      const row = await callJoint(ctx, project, { matter: act.matter, on: day(act.on), units: act.units })
      return shown(ctx, row, `已召集 ${row.id} 号会商，参会单位、专员和企业会收到通知`)
    }
    case 'conclude': {
      const row = await concludeJoint(ctx, await jointNumbered(ctx, act.number), act.conclusion)
      return shown(ctx, row, `已记下 ${row.id} 号会商的结论`, beforeItsDay(ctx, row))
    }
    case 'tasks': {
      const tasks = act.tasks.map(({ unit, dueOn, text }) => ({ unit, text, dueOn: day(dueOn) }))
      const row = await setTasks(ctx, await jointNumbered(ctx, act.number), tasks)
      return shown(ctx, row, `${tasks.length} 项任务已进问题清单，已告诉承办单位`)
    }
    case 'promise': {
      const before = await jointNumbered(ctx, act.number)
      const { row, caveats } = await promisePermit(ctx, before, act.permit, day(act.on))
      return shown(ctx, row, `已定 ${act.permit} 的承诺日`, caveats)
    }
    case 'cancel': {
      const row = await cancelJoint(ctx, await jointNumbered(ctx, act.number), act.reason)
      return say(`${row.id} 号会商已取消，已告诉各方`)
    }
  }
}

async function list(ctx: Context, shortName: string | null, from: number): Promise<Card> {
  if (shortName !== null) {
    const project = await projectCalled(ctx, shortName)
    await mustBeOwnProject(ctx, project)
    const page = await listJoint(ctx, { projectIds: [project.id], from })
    return jointListCard(page, { title: `${shortName} 会商`, line: `会商 ${shortName}`, from })
  }
  const own = isOnlyContact(ctx.speaker) ? (await ownOf(ctx)).projects.map(({ id }) => id) : null
  return jointListCard(await listJoint(ctx, { projectIds: own, from }), { title: '最近的会商', line: '会商', from })
}

/** A conclusion may be written before the day, when the parties agreed earlier; whoever mistook the number sees it. */
function beforeItsDay(ctx: Context, row: JointRow): string[] {
  const heldOn = dayFromDb(row.heldOn)
  if (heldOn <= ctx.today) return []
  return [`会商定在 ${showDay(heldOn)}，今天还没有到；写错了请再发一次：会商 ${row.id} 结论 内容`]
}

/** @param caveats what to look at again, said before everything else */
function shown(ctx: Context, row: JointRow, title: string, caveats: readonly string[] = []): Card {
  const card = jointCard(row, ctx.today, { write: true })
  const said = caveats.map((text) => ({ kind: 'text' as const, text }))
  return { ...card, title, tone: caveats.length > 0 ? 'warning' : 'good', blocks: [...said, ...card.blocks] }
}
