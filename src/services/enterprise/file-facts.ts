/** 一企一档: what the file of one enterprise holds, as plain data, for its card and its page. */
import type { Tx } from '../../database/client.ts'
import { type Day, dayFromDb, dayOf } from '../../domain/calendar-day.ts'
import type { Enterprise } from '../../generated/prisma/client.ts'
import { type Contact, contactsOf } from './find.ts'
import { strategiesOf } from './strategies.ts'
import { type TrackingFacts, trackingFacts } from './tracking-facts.ts'

export interface FileCertificate {
  readonly name: string
  readonly number: string | null
  readonly expiresOn: Day
}

export interface FileFacts {
  readonly enterprise: {
    readonly id: number
    readonly shortName: string
    readonly name: string
    readonly creditCode: string | null
    readonly unit: string | null
    readonly isDemo: boolean
  }
  readonly contacts: readonly Contact[]
  /** The card of each project. */
  readonly projects: readonly TrackingFacts[]
  /** In force, the soonest to expire first. */
  readonly certificates: readonly FileCertificate[]
  /** Versions of 一企一策, the newest first. */
  readonly strategies: readonly { readonly version: number; readonly text: string; readonly on: Day }[]
}

/**
 * The file on a day. Phones of contacts are in it: whoever shows it decides by the reader whether to show them.
 * `raiser`: with the demands of that person only; null: with all.
 */
export async function fileFacts(tx: Tx, enterprise: Enterprise, day: Day, raiser: number | null): Promise<FileFacts> {
  const { id, shortName, name, creditCode, isDemo, unitId } = enterprise
  const unit = unitId === null ? null : await tx.unit.findUnique({ where: { id: unitId }, select: { shortName: true } })
  const links = await tx.enterpriseProject.findMany({
    where: { enterpriseId: id },
    select: { projectId: true },
    orderBy: { project: { number: 'asc' } },
  })
  const projects: TrackingFacts[] = []
  for (const { projectId } of links) projects.push(await trackingFacts(tx, projectId, day, raiser))
  const certificates = await tx.enterpriseCertificate.findMany({
    where: { enterpriseId: id, replacedOn: null },
    orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
  })
  return {
    enterprise: { id, shortName, name, creditCode, isDemo, unit: unit?.shortName ?? null },
    contacts: await contactsOf(tx, id, day),
    projects,
    certificates: certificates.map((row) => ({
      name: row.name,
      number: row.number,
      expiresOn: dayFromDb(row.expiresOn),
    })),
    strategies: (await strategiesOf(tx, id)).map(({ version, text, writtenAt }) => ({
      version,
      text,
      on: dayOf(writtenAt),
    })),
  }
}
