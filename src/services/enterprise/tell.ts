/** Who hears of a service to an enterprise, in the one bundled message of the day (rules.md §8). */
import { dayOf } from '../../domain/calendar-day.ts'
import type { Acting } from '../acting.ts'
import { type BundleItem, tellAll } from '../daily-bundle.ts'
import { officePeople } from '../office-push.ts'
import { membersWith } from '../people.ts'
import { agentsOf, contactsOf } from './find.ts'

/**
 * Tells A 角 and B 角 of the project. Both are told of everything: B stands in without anybody having to say so. With
 * no agent yet it is 审批局 that has to name one; without 审批局 on the roster, 项目办.
 */
export async function tellAgents(
  acting: Acting,
  projectId: number,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  await tellAll(acting, await agentsOrDesk(acting, projectId), item, except)
}

async function agentsOrDesk(acting: Acting, projectId: number): Promise<readonly number[]> {
  const today = dayOf(acting.now)
  const agents = await agentsOf(acting.tx, projectId, today)
  if (agents.length > 0) return agents.map(({ personId }) => personId)
  const desk = await membersWith(acting.tx, acting.district.id, 'approval', today)
  return desk.length > 0 ? desk.map(({ personId }) => personId) : await officePeople(acting)
}

/** Tells the contacts of the enterprise; nobody when the project is in no file. */
export async function tellContacts(
  acting: Acting,
  enterpriseId: number | null,
  item: BundleItem,
  except: number | null,
): Promise<void> {
  if (enterpriseId === null) return
  const contacts = await contactsOf(acting.tx, enterpriseId, dayOf(acting.now))
  await tellAll(
    acting,
    contacts.map(({ personId }) => personId),
    item,
    except,
  )
}
