/** Fills in what the invented projects of a chain have in common, so that a table row says only what is its own. */
import { ProjectNature, ProjectStage } from '../../src/generated/prisma/client.ts'
import { unitOfLiaison } from '../people.ts'
import type { Chain, InventedRow } from './row.ts'

type Common = 'of' | 'nature' | 'chain' | 'owner' | 'location' | 'plannedResume' | 'before' | 'resume'
type Usual =
  | 'stage'
  | 'aliases'
  | 'missing'
  | 'addedMonth'
  | 'plannedStart'
  | 'ownTargets'
  | 'slowFrom'
  | 'built'
  | 'lastProgress'
type Given = Omit<InventedRow, Common | Usual> & Partial<Pick<InventedRow, Usual>>

/** `fresh` makes a 新建 project of the chain, `carried` a 续建 one. */
export function invented(chain: Chain | null) {
  return {
    fresh: (given: Given): InventedRow => fill(chain, given, { nature: ProjectNature.NEW, before: 0, resume: null }),
    carried: (given: Given & { before: number; resume: string }): InventedRow =>
      fill(chain, given, { nature: ProjectNature.CONTINUED, before: given.before, resume: given.resume }),
  }
}

function fill(chain: Chain | null, given: Given, past: Pick<InventedRow, 'nature' | 'before' | 'resume'>): InventedRow {
  return {
    stage: ProjectStage.CONSTRUCTION,
    aliases: [],
    missing: [],
    addedMonth: '2023-01',
    plannedStart: given.start,
    ownTargets: null,
    slowFrom: null,
    built: null,
    lastProgress: null,
    ...given,
    of: 'invented',
    name: `${given.name}（演示）`,
    chain,
    owner: `${given.shortName}建设单位（演示）`,
    location: `${unitOfLiaison(given.liaison)}（演示）`,
    plannedResume: past.resume,
    ...past,
  }
}
