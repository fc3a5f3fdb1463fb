/** WeCom's template cards as this program sends them, and how long their fields may be. */

export interface Title {
  readonly title: string
  readonly desc?: string
}

export interface Pair {
  readonly keyname: string
  readonly value: string
}

interface Frame {
  readonly main_title: Title
  readonly sub_title_text?: string
  readonly horizontal_content_list?: readonly Pair[]
  readonly jump_list?: readonly { readonly type: 1; readonly title: string; readonly url: string }[]
  readonly card_action?: { readonly type: 1; readonly url: string }
  readonly task_id: string
}

export interface Option {
  readonly id: string
  readonly text: string
}

export interface Selection {
  readonly question_key: string
  readonly title: string
  readonly option_list: readonly Option[]
  readonly selected_id?: string
}

export interface CardButton {
  readonly text: string
  /** 1 blue, 2 plain, 3 red, 4 grey. */
  readonly style: 1 | 2 | 3 | 4
  readonly key: string
}

interface Submit {
  readonly text: string
  readonly key: string
}

export interface TextNotice extends Frame {
  readonly card_type: 'text_notice'
}
export interface ButtonInteraction extends Frame {
  readonly card_type: 'button_interaction'
  readonly button_selection?: Selection
  readonly button_list: readonly CardButton[]
}
export interface VoteInteraction extends Frame {
  readonly card_type: 'vote_interaction'
  readonly checkbox: { readonly question_key: string; readonly mode: 0; readonly option_list: readonly Option[] }
  readonly submit_button: Submit
}
export interface MultipleInteraction extends Frame {
  readonly card_type: 'multiple_interaction'
  readonly select_list: readonly Selection[]
  readonly submit_button: Submit
}
export type TemplateCard = TextNotice | ButtonInteraction | VoteInteraction | MultipleInteraction

/** The fields' limits in characters where bots and apps differ (wecom.md §5.2). */
export interface CardLimits {
  readonly title: number
  readonly desc: number
  readonly subTitle: number
  readonly value: number
  readonly option: number
  readonly checkbox: number
}

/** Cards of a 智能机器人 and of a 群机器人. */
export const botLimits: CardLimits = { title: 26, desc: 30, subTitle: 112, value: 26, option: 10, checkbox: 11 }
/** Cards of a 自建应用. */
export const appLimits: CardLimits = { title: 36, desc: 44, subTitle: 160, value: 30, option: 16, checkbox: 17 }

/** The limits that all share. */
export const LIMITS = {
  pairs: 6,
  keyname: 5,
  jumps: 3,
  jumpTitle: 13,
  buttons: 6,
  buttonText: 10,
  keyBytes: 1024,
  selects: 3,
  selectTitle: 13,
  options: 10,
  votes: 20,
  optionIdBytes: 128,
} as const
