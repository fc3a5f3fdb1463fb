/** The context that a command runs in, made from the scene. */

import { owe } from '../outbox/owe.ts'
import { pushMoment } from '../outbox/push-moment.ts'
import { recordChange } from '../services/audit.ts'
import type { Context, OpenContext, Push } from './command.ts'
import type { Scene } from './scene.ts'

/**
 * A district's commands get its rules and calendar with it; without a district the context is open.
 * `at`: the message's business time, or for a confirmed command that of the message that asked for it.
 */
export function contextFor(
  scene: Scene,
  commandId: string,
  { confirmed = false, at = scene.at }: { confirmed?: boolean; at?: Date } = {},
): OpenContext | Context {
  const { tx, clock, now, today, speaker, place, spoken, delivery, district, reminder } = scene
  const open: OpenContext = {
    tx,
    clock,
    now,
    at,
    today,
    speaker,
    place,
    requestId: delivery.requestId,
    form: spoken.form,
    mentions: spoken.mentions,
    reminder,
    confirmed,
    district: null,
    owe: (push) => owePush(scene, push),
    audit: async (change) => {
      await recordChange(tx, {
        districtId: district?.id ?? null,
        at: now,
        personId: speaker.personId,
        identityId: speaker.identityId,
        chatId: place.chatId,
        command: commandId,
        requestId: delivery.requestId,
        change,
      })
    },
  }
  if (district === null) return open
  const { rules, calendar, ...ref } = district
  return { ...open, district: ref, rules, calendar }
}

/** A push waits for working hours, but not when it goes to the very person who just wrote (rules.md §1). */
async function owePush(scene: Scene, { to, card, key, expiresAt, context, noticeId }: Push): Promise<void> {
  const { tx, now, speaker, place, hours } = scene
  const toSpeaker =
    'personId' in to ? to.personId === speaker.personId : to.chatId === place.chatId && place.kind === 'private'
  await owe(tx, {
    key,
    to,
    kind: toSpeaker ? 'answer' : 'push',
    card,
    notBefore: toSpeaker ? now : pushMoment({ at: now, ...hours }),
    ...(expiresAt ? { expiresAt } : {}),
    ...(context ? { context } : {}),
    ...(noticeId === undefined ? {} : { noticeId }),
    ...(toSpeaker ? { inboxId: scene.delivery.inboxId } : {}),
  })
}
