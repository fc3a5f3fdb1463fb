/**
 * The paper of an official document, GB/T 9704—2012: A4, type area 156 × 225 mm, 22 lines of 28 characters in size 3.
 * Lengths in twips (1/20 point), sizes in half points.
 */

/** 天头 37 mm, 订口 28 mm; what is left beside and below the type area. */
const UPRIGHT = { width: 11906, height: 16838, top: 2098, bottom: 1984, left: 1588, right: 1474 } as const

/** The same sheet turned: the type area is 225 × 156 mm. For wide tables. */
const TURNED = { width: 16838, height: 11906, top: 1588, bottom: 1474, left: 1984, right: 2098 } as const

export type Orientation = 'portrait' | 'landscape'

export function pageOf(orientation: Orientation): typeof UPRIGHT | typeof TURNED {
  return orientation === 'portrait' ? UPRIGHT : TURNED
}

/** Width of the type area. */
export function textWidth(orientation: Orientation): number {
  const { width, left, right } = pageOf(orientation)
  return width - left - right
}

/** 12756 ÷ 22 = 579.8; one more and a page holds 21. */
export const LINE_PITCH = 579

/** 442.2 pt ÷ 28 = 15.79 pt a character instead of the 16 of size 3, in 1/4096 pt. Without it a line holds 27. */
export const CHAR_SPACE = -849

/**
 * The same for a run, in twips: 15.75 pt. Not every program can set a character in a cell of the grid that is narrower
 * than itself (some give it two), so our own text carries its measure and leaves the grid to what people add.
 */
export const TIGHTER = -5

/** The page number stands 7 mm below the type area. */
export const FOOTER = 1307

/** 二号, 三号, 四号, 五号. */
export const SIZES = { title: 44, body: 32, footer: 28, table: 21 } as const

/** Two characters of size 3, for programs that do not know firstLineChars. */
export const TWO_CHARACTERS = 640

/**
 * Fonts by name only: they are commercial and are not shipped. Each has the fall-back that every Office and WPS has
 * (fontTable.xml, altName).
 */
export const FONTS = {
  title: { name: '方正小标宋简体', instead: '宋体' },
  body: { name: '仿宋_GB2312', instead: '仿宋' },
  heading: { name: '黑体', instead: 'SimHei' },
  subheading: { name: '楷体_GB2312', instead: '楷体' },
  footer: { name: '宋体', instead: 'SimSun' },
} as const
export type FontUse = keyof typeof FONTS
