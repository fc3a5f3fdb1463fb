/** Sets a district up, or changes it, from a clean workbook: all of it in one transaction, or nothing. */
import type { DistrictRef } from '../../chat/command.ts'
import { audit } from '../../database/audit.ts'
import type { Tx } from '../../database/client.ts'
import type { CleanWorkbook, Refusal } from '../../documents/clean-workbook.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import type { SetupDesk } from './desk.ts'
import { importPeople, personFinder } from './people.ts'
import { importPlans } from './plans.ts'
import { importProjects } from './projects.ts'
import type { Tally } from './tally.ts'
import { importUnits, unitFinder } from './units.ts'

export interface ImportResult {
  readonly tallies: readonly { readonly sheet: string; readonly tally: Tally }[]
  /** Not empty: nothing may be kept, the caller rolls back. */
  readonly refusals: readonly Refusal[]
}

/**
 * Writes the workbook into the district. With any refusal the caller must roll the transaction back: a half list is
 * worse than none.
 *
 * @param now business time
 */
export async function importWorkbook(
  tx: Tx,
  district: DistrictRef,
  book: CleanWorkbook,
  now: Date,
  requestId: string,
): Promise<ImportResult> {
  const refusals = [...book.refusals]
  const desk: SetupDesk = {
    tx,
    district,
    today: dayOf(now),
    refuse: (refusal) => refusals.push(refusal),
    record: async (subject, subjectId, after) => {
      await audit(tx, {
        districtId: district.id,
        at: now,
        command: 'import',
        subject,
        subjectId: String(subjectId),
        before: null,
        after,
        requestId,
      })
    },
  }
  const units = await importUnits(desk, book.units)
  const findUnit = await unitFinder(desk)
  const people = await importPeople(desk, book.people, findUnit)
  const find = { unit: findUnit, person: await personFinder(desk) }
  const projects = await importProjects(desk, book.projects, find)
  const plans = await importPlans(desk, book.plans)
  return {
    tallies: [
      { sheet: '单位', tally: units },
      { sheet: '人员', tally: people },
      { sheet: '项目', tally: projects },
      { sheet: '年度计划', tally: plans },
    ],
    refusals,
  }
}
