/** What the lists of 招商 and 储备 are narrowed by. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'

export interface Place {
  readonly tx: Tx
  readonly district: DistrictRef
}

/** Null: not narrowed by it. */
export interface Filter<S extends string> {
  readonly stage: S | null
  /** Short name. */
  readonly unit: string | null
  /** The industry of a 招商 project, the chain of a 储备 project. */
  readonly branch: string | null
}

export const everything = { stage: null, unit: null, branch: null } as const

/** The condition that both lists have in common. */
export function within<S extends string>({ district }: Place, { stage, unit }: Filter<S>) {
  return {
    districtId: district.id,
    ...(stage === null ? {} : { stage }),
    ...(unit === null ? {} : { unit: { shortName: unit } }),
  }
}
