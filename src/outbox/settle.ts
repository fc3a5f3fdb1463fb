/** Owed messages that will not be sent any more: recorded as what became of them, so that the chat's next one goes on. */
import type { PlatformName } from '../chat/message.ts'
import type { Tx } from '../database/client.ts'

export interface Moment {
  /** Business time. */
  readonly now: Date
  /** Wall time. */
  readonly wall: Date
}

/**
 * - an update for which a newer one of the same message is owed or sent: EXPIRED;
 * - one whose earlier attempt may have been taken and whose key no longer holds: UNCONFIRMED, never silently sent again;
 * - one whose use has passed: EXPIRED, or UNCONFIRMED when an earlier attempt may have been taken;
 * - one for a chat that is gone: UNREACHABLE, until a door opens (waiting.ts).
 *
 * Messages that are being sent right now are left alone.
 *
 * @param heldSince wall time: a key that was first used before it no longer holds
 */
export async function settle(tx: Tx, platform: PlatformName, { now, wall }: Moment, heldSince: Date): Promise<void> {
  await tx.$executeRaw`
    WITH found AS (
      SELECT m.id,
        m.kind = 'update' AND EXISTS (
          SELECT 1 FROM outbox_message newer
          WHERE newer.chat_id = m.chat_id AND newer.id > m.id AND newer.kind = 'update'
            AND newer.updates = m.updates AND newer.state IN ('owed', 'sent') AND newer.not_before <= ${now}
        ) AS outdone,
        m.first_tried_at IS NOT NULL AS tried,
        COALESCE(m.first_tried_at <= ${heldSince}, false) AS lapsed,
        COALESCE(m.expires_at <= ${now}, false) AS passed,
        c.gone_at IS NOT NULL AS gone
      FROM outbox_message m JOIN chat c ON c.id = m.chat_id
      WHERE m.state = 'owed' AND c.platform = ${platform}::platform
        AND (m.lease_until IS NULL OR m.lease_until <= ${wall})
    )
    UPDATE outbox_message m SET
      lease_until = NULL,
      state = CASE
        WHEN found.outdone THEN 'expired'
        WHEN found.lapsed OR (found.passed AND found.tried) THEN 'unconfirmed'
        WHEN found.passed THEN 'expired'
        ELSE 'unreachable' END::outbox_state,
      error = CASE
        WHEN found.outdone THEN '已有更新的内容'
        WHEN found.lapsed OR (found.passed AND found.tried) THEN '平台没有回音，不知是否送达'
        WHEN found.passed THEN '过了用处，没有发出'
        ELSE '机器人已不在这个会话里' END
    FROM found
    WHERE m.id = found.id AND (found.outdone OR found.lapsed OR found.passed OR found.gone)
      AND m.state = 'owed' AND (m.lease_until IS NULL OR m.lease_until <= ${wall})`
}
