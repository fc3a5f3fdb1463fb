/** 跟踪卡: everything that one project's card says, as plain data, for a phone's card and for paper. */
import type { Tx } from '../../database/client.ts'
import { openServiceStates, type Satisfaction, type ServiceState, type ServiceWay } from '../../domain/agency.ts'
import { type Day, dayFromDb, dayOf } from '../../domain/calendar-day.ts'
import type { ProblemState } from '../../domain/problem.ts'
import { JointState, ProblemState as StoredProblemState } from '../../generated/prisma/client.ts'
import { type Agent, agentsOf, enterpriseOf } from './find.ts'

export interface TrackedRequest {
  readonly id: number
  readonly matter: string
  readonly state: ServiceState
  readonly askedOn: Day
  /** Who has it in hand. */
  readonly agent: string | null
  readonly result: string | null
  readonly endedOn: Day | null
}

export interface TrackedPermit {
  readonly name: string
  readonly state: 'NOT_NEEDED' | 'PREPARING' | 'ACCEPTED' | 'PAUSED' | 'DONE' | 'REFUSED'
  readonly acceptedOn: Day | null
  readonly dueOn: Day | null
  readonly closedOn: Day | null
  readonly number: string | null
}

export interface TrackedService {
  readonly on: Day
  readonly way: ServiceWay
  readonly text: string
  readonly who: string | null
}

export interface TrackedDemand {
  readonly id: number
  readonly statement: string
  readonly state: ProblemState
  readonly unit: string | null
  readonly dueOn: Day | null
}

export interface TrackedJoint {
  readonly id: number
  readonly matter: string
  readonly heldOn: Day
  readonly conclusion: string | null
  readonly promises: readonly { readonly permit: string; readonly on: Day }[]
}

export interface TrackedVisit {
  readonly on: Day
  readonly grade: Satisfaction
  readonly opinion: string | null
}

export interface TrackingFacts {
  readonly project: {
    readonly id: number
    readonly number: number
    readonly shortName: string
    readonly name: string
    /** Its permits and services are made up (Project.demoFields). */
    readonly demo: boolean
  }
  readonly enterprise: { readonly id: number; readonly shortName: string; readonly name: string } | null
  /** A 角 first. */
  readonly agents: readonly Agent[]
  /** All of them, the newest first. */
  readonly requests: readonly TrackedRequest[]
  /** In the catalogue's order, without those not needed. */
  readonly permits: readonly TrackedPermit[]
  /** The newest first. */
  readonly services: readonly TrackedService[]
  /** Open problems of the project that the reader may read, by due date. */
  readonly demands: readonly TrackedDemand[]
  /** The newest first; none that was called off. */
  readonly joints: readonly TrackedJoint[]
  /** The newest first. */
  readonly visits: readonly TrackedVisit[]
}

/** The facts of a project's card on a day. `raiser`: with the demands of that person only; null: with all. */
export async function trackingFacts(
  tx: Tx,
  projectId: number,
  day: Day,
  raiser: number | null,
): Promise<TrackingFacts> {
  const { demoFields, ...project } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { id: true, number: true, shortName: true, name: true, demoFields: true },
  })
  const enterprise = await enterpriseOf(tx, projectId)
  return {
    project: { ...project, demo: demoFields.includes('permits') },
    enterprise: enterprise && { id: enterprise.id, shortName: enterprise.shortName, name: enterprise.name },
    agents: await agentsOf(tx, projectId, day),
    requests: await requestsOf(tx, projectId),
    permits: await permitsOf(tx, projectId),
    services: await servicesOf(tx, projectId),
    demands: await demandsOf(tx, projectId, raiser),
    joints: await jointsOf(tx, projectId),
    visits: await visitsOf(tx, projectId),
  }
}

/** Requests that somebody still has in hand, or should. */
export function isOpenRequest({ state }: Pick<TrackedRequest, 'state'>): boolean {
  return openServiceStates.some((open) => open === state)
}

const asDay = (date: Date | null): Day | null => (date === null ? null : dayFromDb(date))

async function requestsOf(tx: Tx, projectId: number): Promise<TrackedRequest[]> {
  const rows = await tx.serviceRequest.findMany({
    where: { projectId },
    include: { agent: { select: { name: true } } },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ id, matter, state, askedAt, agent, result, endedOn }) => ({
    ...{ id, matter, state, result },
    askedOn: dayOf(askedAt),
    agent: agent?.name ?? null,
    endedOn: asDay(endedOn),
  }))
}

async function permitsOf(tx: Tx, projectId: number): Promise<TrackedPermit[]> {
  const rows = await tx.permit.findMany({
    where: { projectId, state: { not: 'NOT_NEEDED' } },
    include: { item: { select: { name: true } } },
    orderBy: { item: { position: 'asc' } },
  })
  return rows.map(({ item, state, acceptedOn, dueOn, closedOn, number }) => ({
    ...{ name: item.name, state, number },
    acceptedOn: asDay(acceptedOn),
    dueOn: asDay(dueOn),
    closedOn: asDay(closedOn),
  }))
}

async function servicesOf(tx: Tx, projectId: number): Promise<TrackedService[]> {
  const rows = await tx.serviceRecord.findMany({
    where: { projectId },
    include: { person: { select: { name: true } } },
    orderBy: [{ servedOn: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ servedOn, way, text, person }) => ({
    ...{ way, text },
    on: dayFromDb(servedOn),
    who: person?.name ?? null,
  }))
}

async function demandsOf(tx: Tx, projectId: number, raiser: number | null): Promise<TrackedDemand[]> {
  const rows = await tx.problem.findMany({
    where: {
      projectId,
      state: { not: StoredProblemState.CLOSED },
      ...(raiser === null ? {} : { raisedBy: raiser }),
    },
    include: { leadUnit: { select: { shortName: true } } },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  })
  return rows.map(({ id, statement, state, leadUnit, dueOn }) => ({
    ...{ id, statement, state },
    unit: leadUnit?.shortName ?? null,
    dueOn: asDay(dueOn),
  }))
}

async function jointsOf(tx: Tx, projectId: number): Promise<TrackedJoint[]> {
  const rows = await tx.jointReview.findMany({
    where: { projectId, state: { not: JointState.CANCELLED } },
    include: { promises: { orderBy: { id: 'asc' } } },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ id, matter, heldOn, conclusion, promises }) => ({
    ...{ id, matter, conclusion },
    heldOn: dayFromDb(heldOn),
    promises: promises.map(({ permit, promisedOn }) => ({ permit, on: dayFromDb(promisedOn) })),
  }))
}

async function visitsOf(tx: Tx, projectId: number): Promise<TrackedVisit[]> {
  const rows = await tx.serviceVisit.findMany({
    where: { projectId },
    orderBy: [{ visitedOn: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ visitedOn, grade, opinion }) => ({ grade, opinion, on: dayFromDb(visitedOn) }))
}
