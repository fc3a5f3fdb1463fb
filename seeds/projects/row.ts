/** What the tables of the demonstration say of a project. Amounts are whole 万元. */
import type { ProjectNature, ProjectStage } from '../../src/generated/prisma/client.ts'
import type { LeaderName, LiaisonName } from '../people.ts'
import type { WorkKind } from '../sentences.ts'

/** The article counts 4条工业产业链 and names none: these names are ours, and say so. */
export type Chain = '煤焦化工（演示）' | '新材料（演示）' | '新能源（演示）' | '节能环保（演示）'

/** What every project has. */
export interface ProjectRow {
  readonly number: number
  readonly shortName: string
  readonly name: string
  readonly nature: ProjectNature
  readonly stage: ProjectStage
  readonly chain: Chain | null
  readonly owner: string
  readonly location: string | null
  readonly content: string | null
  readonly aliases: readonly string[]
  /** 责任单位 is the liaison's unit. */
  readonly liaison: LiaisonName
  readonly leader: LeaderName
  /** Of the five of 五个一, the ones that are still missing. */
  readonly missing: readonly ('TEAM' | 'PLAN')[]
  readonly total: number
  readonly plan: number
  /** 截至上年底累计. */
  readonly before: number
  /** 年度累计 at 2023年8月下旬. */
  readonly done: number
  /** The month in which the plan took the project in. */
  readonly addedMonth: string
  /** The day of the fact; verified on the same day unless `plannedStart` or `plannedResume` differ. */
  readonly start: string
  readonly plannedStart: string
  /** 续建 only. */
  readonly resume: string | null
  readonly plannedResume: string | null
  /** Own cumulative targets at the twelve month ends; else the district's curve holds. */
  readonly ownTargets: readonly number[] | null
}

/** One of the four of the article: what the article says of it, and its history spelled out. */
export interface ArticleRow extends ProjectRow {
  readonly of: 'article'
  readonly contactName: string | null
  readonly contactTitle: string | null
  readonly phaseOne: number | null
  readonly plannedCompletion: string | null
  readonly completed: string | null
  readonly note: string
  /** What we made up of it: columns and relations of Project, by their names in the schema. */
  readonly demoFields: readonly string[]
  /** 本旬完成, one a 旬 from its first 旬 to 8月下旬. */
  readonly amounts: readonly number[]
  /** 形象进度, taken in turn; the last one is that of 8月下旬. */
  readonly progress: readonly string[]
  readonly milestones: readonly { readonly name: string; readonly due: string; readonly done: string }[]
}

/** One of the 49 that are invented from beginning to end. */
export interface InventedRow extends ProjectRow {
  readonly of: 'invented'
  readonly kind: WorkKind
  /** The number of 旬 into the year after which it lost pace; null: it kept it. */
  readonly slowFrom: number | null
  /** What of the whole was built at the year's start and is built now (0–1), where the money does not tell it. */
  readonly built: readonly [number, number] | null
  /** The last sentence, where it is to be a certain one. */
  readonly lastProgress: string | null
}

export type DemoProject = ArticleRow | InventedRow
