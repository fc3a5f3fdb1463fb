/** A picture that is kept as its figure until somebody asks for it. */
import { channel } from 'node:diagnostics_channel'
import { drawPicture } from '../documents/pictures/draw.ts'
import { figureSchema } from '../documents/pictures/figure.ts'
import { PictureError } from '../documents/pictures/renderer.ts'

/** The mime type of a kept figure that nobody has asked for yet. */
export const FIGURE = 'application/vnd.saima.figure+json'

/** Heard by the program's log: {error}. */
export const pictureFailed = channel('saima.picture-failed')

/** The PNG of a kept figure; null when it cannot be drawn: then the card goes without, its words say the same. */
export async function drawKept(content: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const figure = figureSchema.parse(JSON.parse(new TextDecoder().decode(content)))
    return new Uint8Array(await drawPicture(figure))
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    pictureFailed.publish({ error })
    return null
  }
}
