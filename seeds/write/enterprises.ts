/** Writes the enterprises' files with their agents, services, visit, plans and certificates: one statement a table. */
import type { Tx } from '../../src/database/client.ts'
import { day, instantAt } from '../../src/domain/calendar-day.ts'
import { AssignmentKind } from '../../src/generated/prisma/client.ts'
import { agents, certificates, contact, enterprises, records, requests, strategies, visit } from '../enterprises.ts'
import { date } from '../figures.ts'
import { YEAR_START } from '../moment.ts'
import { lookUp, type Roster } from './roster.ts'

interface Place {
  readonly districtId: number
  readonly roster: Roster
  project(shortName: string): number
}

export async function writeEnterprises(tx: Tx, { districtId, roster, project }: Place): Promise<void> {
  const rows = await tx.enterprise.createManyAndReturn({
    data: enterprises.map(({ shortName, name, invented }) => ({ districtId, shortName, name, isDemo: invented })),
    select: { id: true, shortName: true },
  })
  const enterprise = lookUp(rows.map((row) => [row.shortName, row.id]))
  const ofProject = lookUp(enterprises.map((row) => [row.project, enterprise(row.shortName)]))
  const [a, b] = [roster.person(agents.A), roster.person(agents.B)]
  await tx.enterpriseProject.createMany({
    data: enterprises.map((row) => ({ projectId: project(row.project), enterpriseId: enterprise(row.shortName) })),
  })
  await tx.assignment.createMany({
    data: enterprises.flatMap((row) => [
      agent(project(row.project), a, 'A' as const),
      agent(project(row.project), b, 'B' as const),
    ]),
  })
  await tx.enterpriseContact.create({
    data: {
      enterpriseId: enterprise(contact.enterprise),
      personId: roster.person(contact.person),
      since: date(YEAR_START),
    },
  })
  const asked = await tx.serviceRequest.createManyAndReturn({
    data: requests.map(({ project: name, matter, state, asked: on, ended, result }) => ({
      ...{ districtId, matter, state, result, agentId: a },
      projectId: project(name),
      enterpriseId: ofProject(name),
      askedBy: null,
      askedAt: at(on),
      endedOn: ended === null ? null : date(ended),
    })),
    select: { id: true, projectId: true },
  })
  const request = new Map(asked.map((row) => [row.projectId, row.id]))
  await tx.serviceRecord.createMany({
    data: records.map(({ project: name, on, way, text, ofRequest }) => ({
      ...{ districtId, way, text, personId: a },
      projectId: project(name),
      enterpriseId: ofProject(name),
      requestId: ofRequest ? (request.get(project(name)) ?? null) : null,
      servedOn: date(on),
    })),
  })
  await tx.serviceVisit.create({
    data: {
      ...{ districtId, grade: visit.grade, opinion: visit.opinion, personId: b },
      projectId: project(visit.project),
      enterpriseId: ofProject(visit.project),
      visitedOn: date(visit.on),
    },
  })
  await tx.enterpriseStrategy.createMany({
    data: strategies.map(({ enterprise: name, text, on }, i) => ({
      enterpriseId: enterprise(name),
      version: 1 + strategies.slice(0, i).filter((one) => one.enterprise === name).length,
      ...{ text, writtenBy: a, writtenAt: at(on) },
    })),
  })
  await tx.enterpriseCertificate.createMany({
    data: certificates.map((row) => ({
      enterpriseId: enterprise(row.enterprise),
      name: row.name,
      expiresOn: date(row.expires),
    })),
  })
}

function agent(projectId: number, personId: number, seat: 'A' | 'B') {
  return { projectId, personId, seat, kind: AssignmentKind.AGENT, since: date(YEAR_START) }
}

function at(on: string): Date {
  return instantAt(day(on), '10:00')
}
