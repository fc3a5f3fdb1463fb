/** Enterprises, their contacts and the agents of a project as they stand on a day. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { Day } from '../../domain/calendar-day.ts'
import type { NameEntry } from '../../domain/name-match.ts'
import { UserError } from '../../errors.ts'
import { type AgentSeat, AssignmentKind, type Enterprise, Role } from '../../generated/prisma/client.ts'
import { heldOn } from '../people.ts'

interface Place {
  readonly tx: Tx
  readonly district: DistrictRef
}

/**
 * Everything that names an enterprise: its short name, its full name, the short names of its projects. A project called
 * as some enterprise names that enterprise alone, or choosing between the two would ask again and again.
 */
export async function enterpriseNames({ tx, district }: Place): Promise<NameEntry<string>[]> {
  const rows = await tx.enterprise.findMany({
    where: { districtId: district.id },
    select: {
      shortName: true,
      name: true,
      projects: { select: { project: { select: { shortName: true } } }, orderBy: { projectId: 'asc' } },
    },
    orderBy: { id: 'asc' },
  })
  const own = new Set(rows.flatMap(({ shortName, name }) => [shortName, name]))
  return rows.map(({ shortName, name, projects }) => ({
    key: shortName,
    names: [
      ...new Set([shortName, name, ...projects.map(({ project }) => project.shortName).filter((one) => !own.has(one))]),
    ],
  }))
}

/** The enterprise of a short name that a reader found; throws the sentence when it is gone. */
export async function enterpriseCalled({ tx, district }: Place, shortName: string): Promise<Enterprise> {
  const key = { districtId: district.id, shortName }
  const row = await tx.enterprise.findUnique({ where: { districtId_shortName: key } })
  if (row === null) throw new UserError(`没有找到“${shortName}”的企业档案，请发“企业”看全部`, ['企业'])
  return row
}

/** The enterprise in whose file the project is; null: in none yet. */
export async function enterpriseOf(tx: Tx, projectId: number): Promise<Enterprise | null> {
  const row = await tx.enterpriseProject.findUnique({ where: { projectId }, include: { enterprise: true } })
  return row?.enterprise ?? null
}

export interface Named {
  readonly personId: number
  readonly name: string
}

export interface Contact extends Named {
  readonly title: string | null
  /** For those who serve the enterprise, in private only. */
  readonly phone: string | null
}

/** The contacts of an enterprise on a day who are 企业联系人 on the roster that day too, the first bound first. */
export async function contactsOf(tx: Tx, enterpriseId: number, day: Day): Promise<Contact[]> {
  const post = { role: Role.ENTERPRISE, district: { enterprises: { some: { id: enterpriseId } } }, ...heldOn(day) }
  const rows = await tx.enterpriseContact.findMany({
    where: { enterpriseId, person: { memberships: { some: post } }, ...heldOn(day) },
    select: { person: { select: { id: true, name: true, title: true, phone: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ person: { id, ...rest } }) => ({ personId: id, ...rest }))
}

export interface Agent extends Named {
  readonly seat: AgentSeat
}

/** A 角 and B 角 of a project on a day, A first. An agent whose seat nobody wrote down is A. */
export async function agentsOf(tx: Tx, projectId: number, day: Day): Promise<Agent[]> {
  const rows = await tx.assignment.findMany({
    where: { projectId, kind: AssignmentKind.AGENT, personId: { not: null }, ...heldOn(day) },
    select: { seat: true, person: { select: { id: true, name: true } } },
    orderBy: { id: 'asc' },
  })
  return rows
    .flatMap(({ seat, person }) =>
      person === null ? [] : [{ personId: person.id, name: person.name, seat: seat ?? 'A' }],
    )
    .toSorted((a, b) => a.seat.localeCompare(b.seat))
}

/** 'A角 甲，B角 乙'; '未指派' */
export function showAgents(agents: readonly Pick<Agent, 'seat' | 'name'>[]): string {
  return agents.length === 0 ? '未指派' : agents.map(({ seat, name }) => `${seat}角 ${name}`).join('，')
}
