/** The entry of the thread that reads a large workbook (read-apart.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { day, isDay } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { tableKinds } from './kinds.ts'
import type { WorkerAnswer } from './read-apart.ts'
import { readTables } from './read-tables.ts'

const orderSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  options: z.object({ kind: z.enum(tableKinds).nullable(), today: z.string().refine(isDay) }),
})

function work(): WorkerAnswer {
  const { bytes, options } = orderSchema.parse(workerData)
  try {
    return { is: 'read', tables: readTables(Buffer.from(bytes), { kind: options.kind, today: day(options.today) }) }
  } catch (error) {
    if (error instanceof UserError) return { is: 'refused', sentence: error.message, ways: error.ways }
    throw error
  }
}

parentPort?.postMessage(work())
