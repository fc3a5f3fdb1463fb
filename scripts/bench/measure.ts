/** One line of the bench: a time, and how it compares with another one of the same run. */
export interface Measure {
  readonly value: number
  readonly unit: string
  readonly ratio: number | null
  readonly versus: string
}
