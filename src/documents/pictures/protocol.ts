/** What the main thread and the drawing one say to each other. */
import { z } from 'zod'
import { figureSchema } from './figure.ts'

export const drawRequest = z.object({ id: z.number().int(), figure: figureSchema })

export const drawn = z.union([
  z.object({ id: z.number().int(), png: z.instanceof(Uint8Array) }),
  z.object({ id: z.number().int(), error: z.string() }),
])
export type Drawn = z.infer<typeof drawn>
