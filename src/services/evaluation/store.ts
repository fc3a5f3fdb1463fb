/**
 * Results in the database: each with its inputs and rules, as a trial until the month is published. A trial made anew
 * replaces the one before; what is published is never touched (the statements below leave it out).
 */
import type { Tx } from '../../database/client.ts'
import type { MonthResults } from './compute.ts'
import { scoringSnapshot } from './stored.ts'

/** Rows a statement: a statement of all of 10,000 projects would be tens of megabytes of text. */
const ROWS_AT_ONCE = 1000

/** Stores the month's trial in the place of the one before. */
export async function storeTrial(tx: Tx, districtId: number, results: MonthResults): Promise<void> {
  const { month } = results.cutOff
  await dropOthers(tx, districtId, results)
  const rules = JSON.stringify(scoringSnapshot.parse(results.rules))
  for (const rows of slices(evaluationRows(results))) {
    await tx.$executeRaw`
      INSERT INTO evaluation (district_id, project_id, month, mode, score, items, inputs, rules, state)
      SELECT ${districtId}, r."projectId", ${month}, ${results.rules.evaluation.mode}, r.score, r.items, r.inputs,
             ${rules}::jsonb, 'trial'::publish_state
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r("projectId" int, score numeric(6,2), items jsonb, inputs jsonb)
      ON CONFLICT (project_id, month) DO UPDATE SET mode = excluded.mode, score = excluded.score,
        items = excluded.items, inputs = excluded.inputs, rules = excluded.rules
        WHERE evaluation.state = 'trial'`
  }
  for (const rows of slices(plateRows(results))) {
    await tx.$executeRaw`
      INSERT INTO plate (district_id, project_id, month, colour, reasons, state)
      SELECT ${districtId}, r."projectId", ${month}, r.colour::plate_colour, r.reasons, 'trial'::publish_state
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("projectId" int, colour text, reasons jsonb)
      ON CONFLICT (project_id, month) DO UPDATE SET colour = excluded.colour, reasons = excluded.reasons
        WHERE plate.state = 'trial'`
  }
  for (const rows of slices(results.units.map(({ unitId, detail }) => ({ unitId, score: detail.score, detail })))) {
    await tx.$executeRaw`
      INSERT INTO unit_month (district_id, unit_id, month, score, detail, state)
      SELECT ${districtId}, r."unitId", ${month}, r.score, r.detail, 'trial'::publish_state
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("unitId" int, score numeric(6,2), detail jsonb)
      ON CONFLICT (unit_id, month) DO UPDATE SET score = excluded.score, detail = excluded.detail
        WHERE unit_month.state = 'trial'`
  }
}

function evaluationRows({ projects }: MonthResults) {
  return projects.map(({ input, result }) => ({
    projectId: input.projectId,
    score: result.score,
    items: result,
    inputs: input,
  }))
}

function plateRows({ projects }: MonthResults) {
  return projects.flatMap(({ input: { projectId }, result: { plate } }) =>
    plate === null ? [] : [{ projectId, colour: plate.colour, reasons: plate.reasons }],
  )
}

/** Trials of projects and units that are not in the month any more. */
async function dropOthers(tx: Tx, districtId: number, results: MonthResults): Promise<void> {
  const { month } = results.cutOff
  const ids = results.projects.map(({ input }) => input.projectId)
  const plated = plateRows(results).map(({ projectId }) => projectId)
  await tx.$executeRaw`
    DELETE FROM evaluation WHERE district_id = ${districtId} AND month = ${month} AND state = 'trial'
      AND NOT project_id = ANY(${ids}::int[])`
  await tx.$executeRaw`
    DELETE FROM plate WHERE district_id = ${districtId} AND month = ${month} AND state = 'trial'
      AND NOT project_id = ANY(${plated}::int[])`
  await tx.$executeRaw`
    DELETE FROM unit_month WHERE district_id = ${districtId} AND month = ${month} AND state = 'trial'
      AND NOT unit_id = ANY(${results.units.map(({ unitId }) => unitId)}::int[])`
}

function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE)
}
