/** What every decoder gets besides the event's own part. */
export interface Origin {
  readonly appId: string
  /** "event:<event_id>": tells two deliveries of one event from two events. */
  readonly key: string
  /** Feishu's time of the event, ISO. */
  readonly at: string
  /** The bot's own open_id; null when no text could mention it. */
  readonly botOpenId: string | null
}
