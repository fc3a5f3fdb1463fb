/** A 通报 as a document, always a 送审稿: number, signer and date are left for the people whose they are. */
import type { OfficialBlock, OfficialSection } from '../../documents/official/content.ts'
import { writeOfficial } from '../../documents/official/write.ts'
import { showSpan } from '../ledger-book/span.ts'
import { annexNames, annexSections } from './annexes.ts'
import type { BulletinFacts } from './facts.ts'
import { basisRemark, bulletinParts, titleLines } from './text.ts'

/** '海南区重点项目推进情况通报（2023年8月，送审稿）.docx' */
export function bulletinName({ district, span }: BulletinFacts): string {
  return `${district.name}重点项目推进情况通报（${showSpan(span)}，送审稿）.docx`
}

/** The bytes of the .docx; the same facts give the same bytes. */
export function bulletinDocument(facts: BulletinFacts): Uint8Array {
  return writeOfficial(bulletinSections(facts))
}

export function bulletinSections(facts: BulletinFacts): OfficialSection[] {
  return [{ orientation: 'portrait', blocks: letter(facts) }, ...annexSections(facts)]
}

function letter(facts: BulletinFacts): OfficialBlock[] {
  return [
    { kind: 'mark', text: '送审稿' },
    { kind: 'number', left: '文号：〔　　　　〕　　号', right: '签发人：　　　　　　' },
    { kind: 'blank' },
    { kind: 'blank' },
    { kind: 'title', lines: titleLines(facts) },
    { kind: 'blank' },
    { kind: 'recipients', text: '各责任单位：' },
    ...bulletinParts(facts).flatMap(({ heading, paragraphs }): OfficialBlock[] => [
      { kind: 'heading', level: 1, text: heading },
      ...paragraphs.map((text): OfficialBlock => ({ kind: 'body', text })),
    ]),
    { kind: 'blank' },
    { kind: 'annexes', names: annexNames(facts) },
    { kind: 'blank' },
    { kind: 'blank' },
    { kind: 'signature', lines: ['（发文机关）', '　　　　年　　月　　日'] },
    { kind: 'body', text: basisRemark(facts) },
  ]
}
