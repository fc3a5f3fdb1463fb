/** The parts of an official document beside its text: styles, fonts with their fall-backs, page numbers, settings. */
import { el, type Xml } from '../ooxml/xml.ts'
import { runProperties } from './blocks.ts'
import { FONTS, SIZES } from './paper.ts'

export const W = { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' } as const

/** The grid counts in characters of the Normal style: size 3 仿宋. */
export function stylesPart(): Xml {
  const normal = runProperties({ font: 'body', size: SIZES.body })
  return el(
    'w:styles',
    W,
    el('w:docDefaults', {}, el('w:rPrDefault', {}, normal), el('w:pPrDefault')),
    el(
      'w:style',
      { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'a' },
      el('w:name', { 'w:val': 'Normal' }),
      normal,
    ),
  )
}

export function fontsPart(): Xml {
  return el(
    'w:fonts',
    W,
    Object.values(FONTS).map(({ name, instead }) =>
      el(
        'w:font',
        { 'w:name': name },
        el('w:altName', { 'w:val': instead }),
        el('w:charset', { 'w:val': '86' }),
        el('w:family', { 'w:val': 'auto' }),
      ),
    ),
  )
}

export function settingsPart(): Xml {
  return el(
    'w:settings',
    W,
    el('w:evenAndOddHeaders'),
    el('w:characterSpacingControl', { 'w:val': 'compressPunctuation' }),
  )
}

/** “— 1 —”, 四号半角宋体: on odd pages on the right, one character in; on even pages on the left. */
export function footerPart(side: 'odd' | 'even'): Xml {
  const look = { font: 'footer', size: SIZES.footer } as const
  const text = (value: string) => el('w:r', {}, runProperties(look), el('w:t', { 'xml:space': 'preserve' }, value))
  const field = (type: string) => el('w:r', {}, runProperties(look), el('w:fldChar', { 'w:fldCharType': type }))
  const indent = side === 'odd' ? { 'w:rightChars': 100, 'w:right': 280 } : { 'w:leftChars': 100, 'w:left': 280 }
  return el(
    'w:ftr',
    W,
    el(
      'w:p',
      {},
      el('w:pPr', {}, el('w:ind', indent), el('w:jc', { 'w:val': side === 'odd' ? 'right' : 'left' })),
      text('— '),
      field('begin'),
      el('w:r', {}, runProperties(look), el('w:instrText', { 'xml:space': 'preserve' }, ' PAGE ')),
      field('separate'),
      text('1'),
      field('end'),
      text(' —'),
    ),
  )
}
