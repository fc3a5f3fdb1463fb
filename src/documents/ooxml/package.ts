/** An Office document is a zip of XML parts. The same parts give the same bytes, on every machine and day. */
import { strToU8, zipSync } from 'fflate'
import { document, el, type Xml } from './xml.ts'

export interface Part {
  /** Path inside the package, without a leading slash. */
  readonly path: string
  readonly contentType: string
  readonly root: Xml
}

export interface Relation {
  readonly id: string
  /** Last segment of the relation's type: 'worksheet', 'styles', 'footer'. */
  readonly type: string
  readonly target: string
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const RELATIONS = 'application/vnd.openxmlformats-package.relationships+xml'

/** The package; `main` is the path of the part that opens, `relations` are those of that part. */
export function pack(main: string, parts: readonly Part[], relations: readonly Relation[]): Uint8Array {
  const folder = main.slice(0, main.lastIndexOf('/'))
  const name = main.slice(folder.length + 1)
  const files = new Map([
    ['[Content_Types].xml', document(contentTypes(parts))],
    ['_rels/.rels', document(relationList([{ id: 'rId1', type: 'officeDocument', target: main }]))],
    ...parts.map(({ path, root }) => [path, document(root)] as const),
    [`${folder}/_rels/${name}.rels`, document(relationList(relations))],
  ])
  // Zip dates have no zone and are read from the machine's: a moment built from local parts is the same everywhere.
  const mtime = new Date(1980, 0, 1)
  return zipSync(Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)])), { mtime, level: 6 })
}

function contentTypes(parts: readonly Part[]): Xml {
  return el(
    'Types',
    { xmlns: `${PACKAGE}/content-types` },
    el('Default', { Extension: 'rels', ContentType: RELATIONS }),
    el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    parts.map(({ path, contentType }) => el('Override', { PartName: `/${path}`, ContentType: contentType })),
  )
}

function relationList(relations: readonly Relation[]): Xml {
  return el(
    'Relationships',
    { xmlns: `${PACKAGE}/relationships` },
    relations.map(({ id, type, target }) => el('Relationship', { Id: id, Type: `${OFFICE}/${type}`, Target: target })),
  )
}
