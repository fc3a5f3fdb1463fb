/** What can be measured of a page: how large it is, its type, and how its text stands out from its ground. */
import type { Page } from 'playwright-core'
import { z } from 'zod'

/** The whole page, with what one would have to scroll to; in px. */
export async function sizeOf(page: Page): Promise<{ width: number; height: number }> {
  const root = await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]')
  const [width, height] = z.tuple([z.number(), z.number()]).parse(root)
  return { width, height }
}

/** Runs in the page: the elements with text of their own that are shown. */
const SHOWN = `[...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() &&
  [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))`

const textsSchema = z.array(
  z.object({ text: z.string(), size: z.string(), ink: z.string(), grounds: z.array(z.string()) }),
)

/** Every text that is shown, with its type, its colour and the grounds behind it, the nearest first. */
async function texts(page: Page) {
  const found = await page.evaluate(`${SHOWN}.map((element) => {
    const { fontSize: size, color: ink } = getComputedStyle(element)
    const grounds = []
    for (let at = element; at !== null; at = at.parentElement) grounds.push(getComputedStyle(at).backgroundColor)
    return { text: element.textContent.trim(), size, ink, grounds }
  })`)
  return textsSchema.parse(found)
}

/** The smallest type of any text that is shown, in px. */
export async function smallestType(page: Page): Promise<number> {
  return Math.min(...(await texts(page)).map(({ size }) => Number.parseFloat(size)))
}

/** Texts whose contrast (WCAG) to what lies behind them is below `least`. */
export async function lowContrast(page: Page, least: number): Promise<string[]> {
  return (await texts(page)).flatMap(({ text, ink, grounds }) => {
    const ground = grounds.find((colour) => channels(colour)[3] !== 0) ?? 'rgb(255, 255, 255)'
    const [darker = 0, lighter = 0] = [luminance(ink), luminance(ground)].sort((a, b) => a - b)
    const contrast = (lighter + 0.05) / (darker + 0.05)
    return contrast < least ? [`${text} ${contrast.toFixed(2)}`] : []
  })
}

function channels(colour: string): number[] {
  return (colour.match(/[\d.]+/g) ?? []).map(Number)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
