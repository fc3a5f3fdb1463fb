/**
 * Writes an official document (.docx) in the layout of GB/T 9704—2012. Written out here: the fall-backs of fonts, the
 * grid of 22 lines by 28 characters and bytes that do not depend on the day are what such a document needs.
 */
import { type Part, pack } from '../ooxml/package.ts'
import { el, type Xml } from '../ooxml/xml.ts'
import { blockXml } from './blocks.ts'
import type { OfficialSection } from './content.ts'
import { CHAR_SPACE, FOOTER, LINE_PITCH, pageOf } from './paper.ts'
import { fontsPart, footerPart, settingsPart, stylesPart, W } from './parts.ts'

export const DOCX_MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The bytes of the .docx; the same content gives the same bytes. */
export function writeOfficial(sections: readonly OfficialSection[]): Uint8Array {
  const part = (name: string, kind: string, root: Xml): Part => ({
    path: `word/${name}.xml`,
    contentType: `${TYPE}.${kind}+xml`,
    root,
  })
  return pack(
    'word/document.xml',
    [
      part('document', 'document.main', body(sections)),
      part('styles', 'styles', stylesPart()),
      part('fontTable', 'fontTable', fontsPart()),
      part('settings', 'settings', settingsPart()),
      part('footer1', 'footer', footerPart('odd')),
      part('footer2', 'footer', footerPart('even')),
    ],
    [
      { id: 'rId1', type: 'styles', target: 'styles.xml' },
      { id: 'rId2', type: 'fontTable', target: 'fontTable.xml' },
      { id: 'rId3', type: 'settings', target: 'settings.xml' },
      { id: 'rId4', type: 'footer', target: 'footer1.xml' },
      { id: 'rId5', type: 'footer', target: 'footer2.xml' },
    ],
  )
}

/** The last section's properties stand at the end of the body, the others' in a paragraph that closes them. */
function body(sections: readonly OfficialSection[]): Xml {
  const content = sections.flatMap((section, i) => {
    const blocks = section.blocks.flatMap((block) => blockXml(block, section.orientation))
    const properties = sectionProperties(section)
    if (i === sections.length - 1) return [...blocks, properties]
    return [...blocks, el('w:p', {}, el('w:pPr', {}, tiny(), properties))]
  })
  return el('w:document', { ...W, 'xmlns:r': RELATION }, el('w:body', {}, content))
}

/** The paragraph that closes a section must not begin another page. */
function tiny(): Xml {
  return el('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': 20, 'w:lineRule': 'exact' })
}

function sectionProperties({ orientation }: OfficialSection): Xml {
  const { width, height, top, bottom, left, right } = pageOf(orientation)
  return el(
    'w:sectPr',
    {},
    el('w:footerReference', { 'w:type': 'default', 'r:id': 'rId4' }),
    el('w:footerReference', { 'w:type': 'even', 'r:id': 'rId5' }),
    el('w:type', { 'w:val': 'nextPage' }),
    el('w:pgSz', { 'w:w': width, 'w:h': height, 'w:orient': orientation === 'landscape' ? 'landscape' : null }),
    el('w:pgMar', {
      ...{ 'w:top': top, 'w:right': right, 'w:bottom': bottom, 'w:left': left },
      ...{ 'w:header': 851, 'w:footer': Math.min(FOOTER, bottom - 500), 'w:gutter': 0 },
    }),
    el('w:docGrid', { 'w:type': 'linesAndChars', 'w:linePitch': LINE_PITCH, 'w:charSpace': CHAR_SPACE }),
  )
}
