/** Card JSON 2.0, as far as this program writes it. Feishu refuses a card with a property that it does not know. */
import type { Callback } from './callback.ts'

export interface PlainText {
  readonly tag: 'plain_text'
  readonly content: string
}

export interface Markdown {
  readonly tag: 'markdown'
  readonly content: string
  readonly text_size?: 'normal' | 'notation' | 'heading'
}

export interface Table {
  readonly tag: 'table'
  readonly page_size: number
  readonly row_height: 'low' | 'auto'
  readonly row_max_height?: string
  readonly header_style: { readonly background_style: 'grey'; readonly bold: true }
  readonly columns: readonly {
    readonly name: string
    readonly display_name: string
    readonly data_type: 'text'
    readonly horizontal_align: 'left' | 'right'
    readonly width: 'auto'
  }[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

export interface Chart {
  readonly tag: 'chart'
  readonly height: string
  readonly preview: true
  /** A VChart spec without functions. */
  readonly chart_spec: Readonly<Record<string, unknown>>
}

export type Behavior =
  | { readonly type: 'callback'; readonly value: Callback }
  | { readonly type: 'open_url'; readonly default_url: string }

export interface Button {
  readonly tag: 'button'
  readonly type: 'default' | 'primary' | 'danger' | 'text'
  readonly text: PlainText
  readonly behaviors: readonly Behavior[]
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText }
  /** In a form only. */
  readonly name?: string
  readonly form_action_type?: 'submit'
}

export interface Select {
  readonly tag: 'select_static'
  readonly placeholder: PlainText
  readonly options: readonly { readonly text: PlainText; readonly value: string }[]
  readonly behaviors?: readonly Behavior[]
  readonly width?: 'fill'
  /** In a form only. */
  readonly name?: string
  readonly required?: boolean
  /** Counted from 1. */
  readonly initial_index?: number
}

export interface Input {
  readonly tag: 'input'
  readonly name: string
  readonly label: PlainText
  readonly width: 'fill'
  readonly input_type: 'text' | 'multiline_text'
  readonly rows?: number
  readonly required?: boolean
  readonly placeholder?: PlainText
  readonly default_value?: string
  readonly max_length: number
}

export interface ColumnSet {
  readonly tag: 'column_set'
  readonly flex_mode: 'flow' | 'bisect'
  readonly columns: readonly {
    readonly tag: 'column'
    readonly width: 'auto' | 'weighted'
    readonly weight?: 1
    readonly elements: readonly Element[]
  }[]
}

export interface Panel {
  readonly tag: 'collapsible_panel'
  readonly expanded: false
  readonly header: { readonly title: PlainText }
  readonly elements: readonly Element[]
}

export interface Form {
  readonly tag: 'form'
  readonly name: string
  readonly elements: readonly Element[]
}

export type Element = Markdown | Table | Chart | Button | Select | Input | ColumnSet | Panel | Form

export interface FeishuCard {
  readonly schema: '2.0'
  readonly config: {
    readonly update_multi: true
    readonly width_mode?: 'fill'
    readonly summary: { readonly content: string }
  }
  readonly header: { readonly title: PlainText; readonly subtitle?: PlainText; readonly template: Template }
  readonly body: { readonly elements: readonly Element[] }
}

export type Template = 'blue' | 'green' | 'orange' | 'red' | 'grey'

/** Plain text: Feishu shows it as it is, without markup. */
export function plain(content: string): PlainText {
  return { tag: 'plain_text', content }
}
