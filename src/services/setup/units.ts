/** Units of an imported workbook. */
import type { CleanWorkbook } from '../../documents/clean-workbook.ts'
import type { SetupDesk } from './desk.ts'
import { differs, emptyTally, type Tally } from './tally.ts'

/** Makes and changes the units of the sheet 单位; a unit is known by its full name. */
export async function importUnits(desk: SetupDesk, rows: CleanWorkbook['units']): Promise<Tally> {
  const tally = emptyTally()
  for (const { name, shortName, group } of rows) {
    const wanted = { shortName: shortName ?? name, group }
    const where = { districtId_name: { districtId: desk.district.id, name } }
    const known = await desk.tx.unit.findUnique({ where })
    if (known !== null && !differs(known, wanted)) {
      tally.unchanged++
      continue
    }
    const unit = await desk.tx.unit.upsert({
      where,
      create: { districtId: desk.district.id, name, ...wanted, isDemo: desk.district.isDemo },
      update: wanted,
    })
    await desk.record('unit', unit.id, { name, ...wanted })
    tally[known === null ? 'created' : 'changed']++
  }
  return tally
}

/** Finds a unit of the district by its full or its short name. */
export async function unitFinder(desk: SetupDesk): Promise<(name: string) => number | null> {
  const units = await desk.tx.unit.findMany({ where: { districtId: desk.district.id, until: null } })
  const ids = new Map(units.flatMap((unit) => [[unit.shortName, unit.id] as const, [unit.name, unit.id] as const]))
  return (name) => ids.get(name) ?? null
}
