import { z } from 'zod'
import { aProject, words } from '../src/chat/arguments.ts'
import { type Action, type Block, button, type Card } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { isStaff } from '../src/chat/permission.ts'
import { completionRate } from '../src/domain/figures.ts'
import { showPercent } from '../src/domain/fraction.ts'
import { moneyFromDb, showMoney } from '../src/domain/money.ts'
import { showTenDayShort } from '../src/domain/period.ts'
import { showGap } from '../src/domain/points.ts'
import { showNature, showStage } from '../src/domain/stage.ts'
import { UserError } from '../src/errors.ts'
import { BASIS, DEMO_MARK, showAsOf } from '../src/services/as-of.ts'
import { ownsProject } from '../src/services/enterprise/own.ts'
import { projectStateLines } from '../src/services/inputs/project-state.ts'
import { originsOf } from '../src/services/pipeline/key-project.ts'
import { missingOnes, type ProjectView, projectView } from '../src/services/project-view.ts'

export const projectCommand = defineCommand({
  id: 'project',
  name: '项目',
  aliases: ['查', '查询'],
  summary: '一个项目的投资、进度、责任人和问题',
  usage: ['项目 简称', '也可以直接发项目简称，或 @我 问“绿邦到哪一步了”'],
  examples: [
    { text: '/项目 绿邦', in: 'group', as: 'observer' },
    { text: '查 绿邦', in: 'private', as: 'liaison' },
  ],
  who: ['observer'],
  where: 'anywhere',
  args: z.object({ project: z.string() }),
  read: words({ project: aProject() }),
  run: async (ctx, { project }) => {
    const view = await projectView(ctx.tx, ctx.district, project, ctx.today)
    if (view === null) throw new UserError(`没有找到“${project}”，请发“项目清单”看全部项目`, ['项目清单'])
    const insider = isStaff(ctx.speaker) || (await ownsProject(ctx, view.project.id))
    // Where it came from (招商, 储备) is the district's own affair.
    const origins = isStaff(ctx.speaker) ? await originsOf(ctx, view.project.id) : []
    const lines = insider ? await projectStateLines(ctx, view.project) : []
    return { card: projectCard(view, ctx, { insider, lines, origins }) }
  },
})

interface Shown {
  /** Staff, and the enterprise whose project it is. */
  readonly insider: boolean
  readonly lines: readonly string[]
  readonly origins: readonly string[]
}

/** Unknown people in a group and other enterprises see the basics only: no names of persons, no problems (contract.md). */
function projectCard(view: ProjectView, ctx: Context, { insider, lines, origins }: Shown): Card {
  const { project } = view
  const blocks: Block[] = [
    { kind: 'fields', items: [...investment(view), ...progress(view)] },
    {
      kind: 'text',
      text: [story(view), ...origins, ...lines, ...(insider ? people(view) : unitOnly(view))]
        .filter((line) => line !== '')
        .join('\n'),
    },
    {
      kind: 'note',
      text: [showAsOf(view.asOf), BASIS, ...(project.demoFields.length > 0 ? [DEMO_MARK] : [])].join('；'),
    },
  ]
  return {
    title: `${fullName(project)}（${showNature(project.nature)}，${showStage(project.stage)}）`,
    tone: 'neutral',
    blocks,
    actions: insider ? actions(view, ctx) : [],
  }
}

/** Short name and name, without saying the short name twice. */
function fullName({ shortName, name }: ProjectView['project']): string {
  return name.startsWith(shortName) ? name : `${shortName} ${name}`
}

/** A value of a demonstration project that is made up says so. */
function marked(view: ProjectView, field: string, value: string): string {
  return view.project.demoFields.includes(field) ? `${value}（演示）` : value
}

function investment(view: ProjectView) {
  const { totalInvestment, phaseOneInvestment } = view.project
  return [
    {
      label: '总投资',
      value:
        totalInvestment === null ? '未报' : marked(view, 'totalInvestment', showMoney(moneyFromDb(totalInvestment))),
    },
    ...(phaseOneInvestment === null
      ? []
      : [{ label: '一期计划', value: marked(view, 'phaseOneInvestment', showMoney(moneyFromDb(phaseOneInvestment))) }]),
  ]
}

function progress(view: ProjectView) {
  const { standing } = view
  if (standing === null) return [{ label: '年度计划', value: '未下达' }]
  const rate = completionRate(standing.yearToDate, standing.plan)
  return [
    { label: '年度计划', value: marked(view, 'plan', showMoney(standing.plan)) },
    { label: '年度累计', value: marked(view, 'history', showMoney(standing.yearToDate)) },
    { label: '完成率', value: rate === null ? '—' : showPercent(rate) },
    { label: '对照目标', value: `${showPercent(standing.curve)}，${showGap(standing.g)}` },
  ]
}

function story(view: ProjectView): string {
  const { standing, project, open } = view
  const sentence =
    standing?.progress && standing.progressPeriod
      ? `形象进度：${standing.progress}（${showTenDayShort(standing.progressPeriod)}报）`
      : '形象进度：未报'
  const more =
    open === null ? '' : `${showTenDayShort(open.period)}已报：本旬 ${showMoney(moneyFromDb(open.amount))}（未锁定）`
  const where = [project.owner, project.location].filter((part) => part !== null).join('，')
  return [where === '' ? '' : `建设单位：${where}`, sentence, more, project.note ?? '']
    .filter((line) => line !== '')
    .join('\n')
}

function people(view: ProjectView): string[] {
  const five = view.fiveOnes
  const missing = missingOnes(five)
  const lack = missing.length === 0 ? '' : `（缺 ${missing.length} 项：${missing.join('、')}）`
  const held = `包联 ${five.leader ?? '缺'}｜责任单位 ${five.unit ?? '缺'}｜联络员 ${five.liaison ?? '缺'}`
  return [`五个一：${held}${lack}`, `未销号问题 ${view.standing?.openProblems ?? 0} 个`]
}

function unitOnly(view: ProjectView): string[] {
  return view.fiveOnes.unit === null ? [] : [`责任单位：${view.fiveOnes.unit}`]
}

function actions(view: ProjectView, ctx: Context): Action[] {
  const { shortName } = view.project
  if (!isStaff(ctx.speaker)) return [button('跟踪卡', `跟踪卡 ${shortName}`)]
  const reports = ctx.speaker.roles.has('office') || view.standing?.liaison?.personId === ctx.speaker.personId
  return [
    ...(reports && ctx.place.kind === 'private' ? [button('报旬报', `旬报 ${shortName}`, 'primary')] : []),
    button('手续', `手续 ${shortName}`),
    button('节点', `节点 ${shortName}`),
    button('五个一', `包联 ${shortName}`),
    button('历史', `项目历史 ${shortName}`),
  ]
}
