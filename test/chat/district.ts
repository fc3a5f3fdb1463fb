/** A small invented district for the tests of commands: every role once, four projects, one locked 旬 behind it. */
import type { Db, Tx } from '../../src/database/client.ts'
import { transact } from '../../src/database/transaction.ts'
import { day, dayToDb } from '../../src/domain/calendar-day.ts'
import { type Role, roles } from '../../src/domain/roles.ts'
import { roleInDb } from '../../src/services/role-rows.ts'

/** Who speaks in a test: the holder of a role, a second liaison of another unit, or somebody unknown. */
export type Actor = Role | 'liaison2' | 'observer' | 'stranger'

export interface TestDistrict {
  readonly id: number
  readonly name: string
  /** Person ids of the bound actors. */
  readonly people: ReadonlyMap<Actor, number>
  /** Project ids by short name: 示例甲, 示例乙, 示例丙, 绿邦. */
  readonly projects: ReadonlyMap<string, number>
  readonly units: ReadonlyMap<string, number>
}

export const NAMES: Readonly<Record<Exclude<Actor, 'observer' | 'stranger'>, string>> = {
  admin: '甲管理',
  office: '乙办公',
  supervision: '丙督查',
  approval: '丁审批',
  leader: '戊领导',
  unit: '己单位',
  liaison: '庚联络',
  liaison2: '壬联络',
  enterprise: '辛企业',
}

const UNITS = [
  { name: '示例镇人民政府', shortName: '示例镇', group: 'TOWN' },
  { name: '示例工业园区管委会', shortName: '示例园区', group: 'PARK' },
  { name: '示例区能源局', shortName: '能源局', group: 'DEPARTMENT' },
  { name: '示例区行政审批局', shortName: '审批局', group: 'APPROVAL' },
] as const

const POSTS: readonly { actor: keyof typeof NAMES; role: Role; unit: string | null }[] = [
  ...roles.map((role) => ({
    actor: role,
    role,
    unit: role === 'unit' || role === 'liaison' ? '示例镇' : role === 'approval' ? '审批局' : null,
  })),
  { actor: 'liaison2', role: 'liaison', unit: '能源局' },
]

/** 绿邦 has neither plan nor reports here, so no rule of the mechanism says anything about it. */
const PROJECTS = [
  {
    shortName: '示例甲',
    name: '示例甲精细化工一期项目',
    nature: 'CONTINUED',
    total: '90000',
    plan: '10000',
    done: '5200',
  },
  { shortName: '示例乙', name: '示例乙新材料生产线项目', nature: 'NEW', total: '20000', plan: '5000', done: '3100' },
  { shortName: '示例丙', name: '示例丙储能电站项目', nature: 'NEW', total: '8000', plan: '2000', done: '1300' },
  {
    shortName: '绿邦',
    name: '脱硫酸液集中资源化利用项目',
    nature: 'CONTINUED',
    total: '80000',
    plan: null,
    done: null,
  },
] as const

const SINCE = dayToDb(day('2023-01-01'))

/** Makes the district; `isDemo` as 演示区. */
export async function makeDistrict(db: Db, name: string, isDemo: boolean): Promise<TestDistrict> {
  return await transact(db, async (tx) => {
    const { id } = await tx.district.create({
      data: { name, isDemo, activatedAt: new Date('2023-01-01T00:00:00+08:00') },
    })
    const units = new Map<string, number>()
    for (const unit of UNITS) {
      const row = await tx.unit.create({ data: { districtId: id, ...unit } })
      units.set(unit.shortName, row.id)
    }
    const people = await makePeople(tx, id, units, isDemo)
    const projects = await makeProjects(tx, id, units, people)
    await makeEnterprise(tx, id, { projectId: projects.get('示例丙') ?? 0, personId: people.get('enterprise') ?? 0 })
    return { id, name, people, units, projects }
  })
}

async function makePeople(
  tx: Tx,
  districtId: number,
  units: ReadonlyMap<string, number>,
  isDemo: boolean,
): Promise<Map<Actor, number>> {
  const people = new Map<Actor, number>()
  for (const { actor, role, unit } of POSTS) {
    const person = await tx.person.create({ data: { name: NAMES[actor], isDemo } })
    people.set(actor, person.id)
    await tx.membership.create({
      data: {
        districtId,
        personId: person.id,
        role: roleInDb(role),
        unitId: unit === null ? null : (units.get(unit) ?? null),
        since: SINCE,
      },
    })
  }
  return people
}

async function makeProjects(
  tx: Tx,
  districtId: number,
  units: ReadonlyMap<string, number>,
  people: ReadonlyMap<Actor, number>,
): Promise<Map<string, number>> {
  const projects = new Map<string, number>()
  const held = { since: SINCE }
  for (const [i, { shortName, name, nature, total, plan, done }] of PROJECTS.entries()) {
    const isNew = nature === 'NEW'
    const start = dayToDb(day(isNew ? '2023-03-10' : '2021-04-01'))
    const project = await tx.project.create({
      data: {
        districtId,
        number: i + 1,
        name,
        shortName,
        nature,
        stage: 'CONSTRUCTION',
        totalInvestment: total,
        investedBefore: isNew ? '0' : '20000',
        startedOn: start,
        verifiedStartOn: start,
        aliases:
          plan === null ? { create: { districtId, alias: 'LB环保' } } : { create: { districtId, alias: '嘉园' } },
      },
    })
    projects.set(shortName, project.id)
    const second = shortName === '示例丙'
    await tx.assignment.createMany({
      data: [
        { projectId: project.id, kind: 'UNIT', unitId: units.get(second ? '能源局' : '示例镇') ?? null, ...held },
        { projectId: project.id, kind: 'LEADER', personId: people.get('leader') ?? null, ...held },
        {
          projectId: project.id,
          kind: 'LIAISON',
          personId: people.get(second ? 'liaison2' : 'liaison') ?? null,
          ...held,
        },
      ],
    })
    if (plan !== null) await makeHistory(tx, districtId, project.id, { plan, done })
  }
  await tx.period.create({
    data: {
      districtId,
      code: '2023-08-3',
      askedAt: new Date('2023-08-31T09:00:00+08:00'),
      lockedAt: new Date('2023-09-05T09:00:00+08:00'),
    },
  })
  return projects
}

/** The enterprise contact's own: 示例丙 and nothing else. */
async function makeEnterprise(
  tx: Tx,
  districtId: number,
  { projectId, personId }: { projectId: number; personId: number },
): Promise<void> {
  await tx.enterprise.create({
    data: {
      districtId,
      shortName: '示例丙公司',
      name: '示例丙储能科技有限公司',
      projects: { create: { projectId } },
      contacts: { create: { personId, since: SINCE } },
    },
  })
}

async function makeHistory(
  tx: Tx,
  districtId: number,
  projectId: number,
  { plan, done }: { plan: string; done: string },
): Promise<void> {
  await tx.annualPlan.create({
    data: { projectId, year: 2023, amount: plan, addedMonth: '2023-01', validFrom: SINCE, approvedOn: SINCE },
  })
  await tx.report.create({
    data: {
      districtId,
      projectId,
      period: '2023-08-3',
      amount: done,
      progress: '主体施工',
      state: 'LOCKED',
      onTime: true,
      submittedAt: new Date('2023-08-31T10:00:00+08:00'),
    },
  })
  await tx.ledgerEntry.create({
    data: { projectId, year: 2023, period: '2023-08-3', kind: 'REPORT', amount: done },
  })
}
