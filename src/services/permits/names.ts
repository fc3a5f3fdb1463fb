/** Which permit a person means: one of the project's list first, else of the district's catalogue. */
import { button, type Card, say } from '../../chat/card.ts'
import { shortened } from '../../chat/standard-cards.ts'
import { buildNameIndex, type LookUp, lookUp } from '../../domain/name-match.ts'
import { permitNicknames } from '../../domain/permits/nicknames.ts'
import type { CatalogueItem } from './catalogue.ts'

export type Meant =
  | { readonly kind: 'one'; readonly item: CatalogueItem }
  | { readonly kind: 'card'; readonly card: Card }

interface Asked {
  /** As typed. */
  readonly words: string
  /** Ids of the items on the project's list. */
  readonly listed: ReadonlySet<number>
  /** Types the whole line anew with this name. */
  readonly typed: (name: string) => string
  readonly way: string
}

export function permitMeant(catalogue: readonly CatalogueItem[], { words, listed, typed, way }: Asked): Meant {
  const own = catalogue.filter(({ id }) => listed.has(id))
  const match = firstClear([lookUpIn(own, words), lookUpIn(catalogue, words)])
  const found = (name: string) => catalogue.find((item) => item.name === name)
  if (match.kind === 'one') {
    const item = found(match.key)
    if (item !== undefined) return { kind: 'one', item }
  }
  const near = match.kind === 'many' ? match.keys : match.kind === 'none' ? match.suggestions : []
  return {
    kind: 'card',
    card: notClear(
      words,
      match.kind,
      near.map((name) => button(name, typed(name))),
      way,
    ),
  }
}

function notClear(words: string, kind: LookUp<string>['kind'], ways: ReturnType<typeof button>[], way: string): Card {
  const names = ways.map(({ label }) => label).join('、')
  if (kind === 'many')
    return say(`“${shortened(words)}”有 ${ways.length} 项对得上，请选一项`, { actions: ways.slice(0, 6) })
  if (ways.length === 0) {
    return say(`没有“${shortened(words)}”这项手续，发“手续目录”看全部`, {
      tone: 'warning',
      actions: [button('手续目录'), button('看手续', way)],
    })
  }
  return say(`没有“${shortened(words)}”这项手续。您是不是要找：${names}？`, {
    tone: 'warning',
    actions: ways.slice(0, 5),
  })
}

function lookUpIn(items: readonly CatalogueItem[], words: string): LookUp<string> {
  const index = buildNameIndex(items.map(({ code, name }) => ({ key: name, names: [name, ...permitNicknames(code)] })))
  return lookUp(index, words)
}

/** What is on the project's list goes before what is only in the catalogue. */
function firstClear(matches: readonly LookUp<string>[]): LookUp<string> {
  const clear = matches.find(({ kind }) => kind === 'one') ?? matches.find(({ kind }) => kind === 'many')
  return clear ?? matches.at(-1) ?? { kind: 'none', suggestions: [] }
}
