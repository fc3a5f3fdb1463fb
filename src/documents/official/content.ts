/** What an official document consists of, as plain data; write.ts lays it out. */
import type { Orientation } from './paper.ts'

export interface TableColumn {
  readonly title: string
  /** Share of the type area's width; the shares of a table's columns are weighed against each other. */
  readonly share: number
  readonly align?: 'left' | 'center' | 'right'
}

export type OfficialBlock =
  /** 三号黑体顶格: 送审稿, 附件1. */
  | { readonly kind: 'mark'; readonly text: string }
  /** 发文字号 on the left, 签发人 on the right, the red line below. */
  | { readonly kind: 'number'; readonly left: string; readonly right: string }
  /** 二号小标宋居中; broken into lines where the words allow. */
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  /** 主送机关顶格. */
  | { readonly kind: 'recipients'; readonly text: string }
  /** 一、黑体 or （一）楷体. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  /** 仿宋, two characters in. */
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'blank' }
  /** 附件说明. */
  | { readonly kind: 'annexes'; readonly names: readonly string[] }
  /** 署名与日期, right side two characters in. */
  | { readonly kind: 'signature'; readonly lines: readonly string[] }
  /** The name of a table on a form, 五号黑体. */
  | { readonly kind: 'caption'; readonly text: string }
  /** 小字 above or under a table. */
  | { readonly kind: 'small'; readonly text: string; readonly align?: 'left' | 'center' | 'right' }
  | {
      readonly kind: 'table'
      readonly columns: readonly TableColumn[]
      /** A row with fewer cells than columns: its last cell takes the rest. */
      readonly rows: readonly (readonly string[])[]
      /** Without its titles: a form, in which every other cell names what stands beside it. */
      readonly headless?: boolean
      /** Rows at least so many lines high; default 1. */
      readonly lines?: readonly number[]
    }

/** A run of pages of one orientation; each begins a new page. */
export interface OfficialSection {
  readonly orientation: Orientation
  readonly blocks: readonly OfficialBlock[]
}
