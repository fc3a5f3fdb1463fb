/**
 * Pictures that go with a card. A command or a job runs inside a transaction and must not wait for a drawing: it keeps
 * the figure; who sends the file (or shows it) gets it drawn by readFile, once, and the picture then takes its place.
 */
import type { FileRef } from '../chat/card.ts'
import type { Tx } from '../database/client.ts'
import type { Figure } from '../documents/pictures/figure.ts'
import { keepFile, keptUntil } from './files.ts'
import { FIGURE } from './kept-figure.ts'

/** Keeps a picture to be drawn and gives how a card refers to it. The same figure is kept, and drawn, once. */
export async function keepPicture(
  tx: Tx,
  picture: { readonly districtId: number | null; readonly name: string; readonly figure: Figure; readonly now: Date },
): Promise<FileRef> {
  const { districtId, figure, now } = picture
  return await keepFile(tx, {
    ...{ districtId, now, mime: FIGURE },
    name: `${picture.name}.png`,
    content: new TextEncoder().encode(JSON.stringify(figure)),
    // The same figure asked for again stays longer.
    expiresAt: keptUntil(now, 'made'),
  })
}
