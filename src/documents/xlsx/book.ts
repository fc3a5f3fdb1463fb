/** A workbook from its bytes: what may be read is read, all else is refused with the way out. */
import { UserError } from '../../errors.ts'
import type { RawBook } from './raw.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readSheet } from './sheet.ts'
import { readStyles } from './styles.ts'
import { walkXml } from './xml.ts'
import { openZip, type Zip } from './zip.ts'

export const MOST_BYTES = 20 * 1024 * 1024

const TYPES = '[Content_Types].xml'
const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
/** Read before anything is known of a file, so by whoever asks: a list of sheets is short. */
const HEADS = [TYPES, WORKBOOK, RELATIONS]
const MOST_OF_HEADS = 4 * 1024 * 1024
const STRINGS = 'xl/sharedStrings.xml'
const STYLES = 'xl/styles.xml'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const SAVE_AS = '请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再发'

interface Listed {
  readonly title: string
  readonly visible: boolean
  readonly part: string
}

/** Reads all visible sheets. @throws UserError for what is no plain .xlsx */
export function readBook(bytes: Buffer): RawBook {
  const zip = openWorkbook(bytes)
  const { sheets, from1904 } = listSheets(zip)
  const ground = {
    strings: readSharedStrings(zip.read(STRINGS)),
    styles: readStyles(zip.read(STYLES)),
    from1904,
  }
  return {
    sheets: sheets
      .filter(({ visible }) => visible)
      .flatMap(({ title, part }) => {
        const xml = zip.read(part)
        return xml === null ? [] : [readSheet(title, xml, ground)]
      }),
    hidden: sheets.filter(({ visible }) => !visible).map(({ title }) => title),
    outside: zip.names.filter((name) => /^xl\/externalLinks\/[^/]+\.xml$/i.test(name)).length,
  }
}

/** Titles of all sheets. The same refusals as reading. */
export function sheetTitles(bytes: Buffer): string[] {
  return listSheets(openWorkbook(bytes)).sheets.map(({ title }) => title)
}

/**
 * The work that reading will be: inflated bytes of every part that it reads, wherever in the file a sheet lies. The same
 * refusals as reading.
 */
export function inflatedSize(bytes: Buffer): number {
  const zip = openWorkbook(bytes)
  const sheets = listSheets(zip).sheets.filter(({ visible }) => visible)
  return zip.sizeOf([...HEADS, STRINGS, STYLES, ...sheets.map(({ part }) => part)])
}

function openWorkbook(bytes: Buffer): Zip {
  if (bytes.length === 0) throw new UserError('文件是空的，请重新发一次')
  if (bytes.length > MOST_BYTES) throw new UserError('文件超过 20 MB。请删去图片和不用的表，再发一次')
  if (bytes.subarray(0, 8).equals(OLE)) throw oldOrEncrypted(bytes)
  if (bytes.length < 22 || bytes.readUInt32BE(0) !== 0x504b0304)
    throw new UserError(`这不是 Excel 工作簿（.xlsx）。${SAVE_AS}`)
  const zip = openZip(bytes)
  const names = new Set(zip.names.map((name) => name.toLowerCase()))
  if ([...names].some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/')))
    throw new UserError(`文件里有宏，不能导入。${SAVE_AS}（不含宏）`)
  if (names.has('xl/workbook.bin')) throw new UserError(`这是 .xlsb 格式，读不了。${SAVE_AS}`)
  if (!names.has(WORKBOOK)) throw new UserError(`这不是 Excel 工作簿（.xlsx）。${SAVE_AS}`)
  if (zip.sizeOf(HEADS) > MOST_OF_HEADS) throw new UserError(`文件的目录部分过大，没有读取。${SAVE_AS}`)
  const types = zip.read(TYPES)?.toString('utf8') ?? ''
  if (/macroEnabled/i.test(types)) throw new UserError(`这是带宏的 .xlsm，不能导入。${SAVE_AS}（不含宏）`)
  return zip
}

/** Both the old .xls and an encrypted .xlsx are OLE files; the latter names its parts in UTF-16. */
function oldOrEncrypted(bytes: Buffer): UserError {
  const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return encrypted
    ? new UserError('文件设了打开密码，读不了。请在 Excel 里取消密码（文件 → 信息 → 保护工作簿），另存后再发')
    : new UserError(`这是旧的 .xls 格式，读不了。${SAVE_AS}`)
}

function listSheets(zip: Zip): { sheets: Listed[]; from1904: boolean } {
  const workbook = zip.read(WORKBOOK)
  const relations = zip.read(RELATIONS)
  if (workbook === null || relations === null) throw new UserError(`文件里没有工作表。${SAVE_AS}`)
  const parts = new Map<string, string>()
  walkXml(relations, {
    open(name, attributes) {
      const [id, target] = [attributes.get('Id'), attributes.get('Target')]
      if (name === 'Relationship' && id !== undefined && target !== undefined) parts.set(id, partName(target))
    },
    close() {},
  })
  const sheets: Listed[] = []
  let from1904 = false
  walkXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '')
      if (name !== 'sheet') return
      sheets.push({
        title: attributes.get('name') ?? '',
        visible: (attributes.get('state') ?? 'visible') === 'visible',
        part: parts.get(attributes.get('r:id') ?? '') ?? '',
      })
    },
    close() {},
  })
  return { sheets, from1904 }
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}
