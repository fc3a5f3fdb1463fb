import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OfficialSection } from '../../src/documents/official/content.ts'
import { CHAR_SPACE, LINE_PITCH, pageOf, textWidth } from '../../src/documents/official/paper.ts'
import { writeOfficial } from '../../src/documents/official/write.ts'
import { part, unpacked } from './unpacked.ts'

const letter: OfficialSection = {
  orientation: 'portrait',
  blocks: [
    { kind: 'mark', text: '送审稿' },
    { kind: 'title', lines: ['关于示例的通报'] },
    { kind: 'recipients', text: '各责任单位：' },
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'heading', level: 2, text: '（一）投资' },
    { kind: 'body', text: '全区重点项目53个。' },
    { kind: 'annexes', names: ['甲表', '乙表'] },
  ],
}
const annex: OfficialSection = {
  orientation: 'landscape',
  blocks: [
    {
      kind: 'table',
      columns: [
        { title: '项目', share: 2 },
        { title: '数', share: 1 },
      ],
      rows: [['示例甲', '1']],
    },
  ],
}
const file = writeOfficial([letter, annex])
const text = part(file, 'word/document.xml')

/** The paragraph that holds the words. */
function paragraphOf(words: string): string {
  const found = text.match(/<w:p>.*?<\/w:p>/gs)?.find((paragraph) => paragraph.includes(words))
  if (found === undefined) throw new Error(`no paragraph with ${words}`)
  return found
}

describe('an official document (GB/T 9704—2012)', () => {
  it('has the margins of the standard on A4: a type area of 156 × 225 mm', () => {
    expect(text).toContain('<w:pgSz w:w="11906" w:h="16838"/>')
    expect(text).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"')
    const { height, top, bottom } = pageOf('portrait')
    const millimetres = (twips: number) => Math.round((twips / 1440) * 25.4)
    expect([millimetres(textWidth('portrait')), millimetres(height - top - bottom)]).toEqual([156, 225])
  })

  it('holds 22 lines of 28 characters a page, by its grid and by its own measure', () => {
    expect(text).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>')
    const { height, top, bottom } = pageOf('portrait')
    expect(Math.floor((height - top - bottom) / LINE_PITCH)).toBe(22)
    expect(Math.floor(textWidth('portrait') / (16 * 20 + (CHAR_SPACE / 4096) * 20))).toBe(28)
    const body = paragraphOf('全区重点项目53个')
    expect(body).toContain('w:line="579" w:lineRule="exact"')
    const twips = 16 * 20 + Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(body)?.[1])
    expect(Math.floor(textWidth('portrait') / twips)).toBe(28)
  })

  it('sets title, body and headings in the fonts and sizes of the standard, each with a fall-back', () => {
    expect(paragraphOf('关于示例的通报')).toMatch(/w:eastAsia="方正小标宋简体".*<w:sz w:val="44"\/>/)
    expect(paragraphOf('全区重点项目53个')).toMatch(/w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>/)
    expect(paragraphOf('一、总体情况')).toMatch(/w:eastAsia="黑体".*<w:sz w:val="32"\/>/)
    expect(paragraphOf('（一）投资')).toMatch(/w:eastAsia="楷体_GB2312".*<w:sz w:val="32"\/>/)
    const fonts = part(file, 'word/fontTable.xml')
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>')
    expect(fonts).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>')
    expect(fonts).toContain('<w:font w:name="楷体_GB2312"><w:altName w:val="楷体"/>')
  })

  it('sets the body two characters in and the recipients at the edge', () => {
    expect(paragraphOf('全区重点项目53个')).toContain('w:firstLineChars="200"')
    expect(paragraphOf('各责任单位')).toContain('w:firstLineChars="0"')
    expect(paragraphOf('1.甲表')).toContain('附件：1.甲表')
  })

  it('numbers its pages — 1 —, on the right of odd and on the left of even ones', () => {
    expect(part(file, 'word/footer1.xml')).toMatch(/<w:jc w:val="right"\/>.*— <.* PAGE .* —/s)
    expect(part(file, 'word/footer2.xml')).toContain('<w:jc w:val="left"/>')
    expect(part(file, 'word/footer1.xml')).toMatch(/w:ascii="宋体".*<w:sz w:val="28"\/>/)
    expect(part(file, 'word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
  })

  it('turns the page for wide tables and repeats their titles', () => {
    expect(text).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
    expect(text).toContain('<w:tblHeader/>')
  })

  it('gives the same bytes for the same content, whatever people typed', () => {
    expect(writeOfficial([letter, annex])).toEqual(file)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        unpacked(writeOfficial([{ orientation: 'portrait', blocks: [{ kind: 'body', text: typed }] }]))
      }),
      { numRuns: 30 },
    )
  })
})
