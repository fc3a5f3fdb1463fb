/** Counters and gauges for GET /metrics, in Prometheus' words. No personal data in labels. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  /** Events, by webhook or long connection, by platform and outcome: stored, repeated, refused, ignored, challenge. */
  readonly received: Counter<'platform' | 'outcome'>
  /** Seconds from an event's arrival to its answer. */
  readonly answered: Histogram<'platform'>
  /** 1 while this copy's long connection to the platform is up, else 0. */
  readonly connected: Gauge<'platform'>
  /** Events handled, by outcome: done, retried, failed. */
  readonly handled: Counter<'outcome'>
  /** Attempts to send, by platform and the receipt's state. */
  readonly sent: Counter<'platform' | 'state'>
  /** Jobs run, by job and outcome: done, expired, failed. */
  readonly jobs: Counter<'job' | 'outcome'>
  /** What the program finds wrong with itself right now, by kind; 0: all is well. */
  readonly faults: Gauge<'kind'>
}

/** A fresh set of metrics; one a program, so that tests do not share them. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    received: new Counter({
      name: 'saima_events_received_total',
      help: 'Events received by outcome',
      labelNames: ['platform', 'outcome'],
      registers,
    }),
    answered: new Histogram({
      name: 'saima_webhook_answer_seconds',
      help: 'Seconds from arrival to answer',
      labelNames: ['platform'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
      registers,
    }),
    connected: new Gauge({
      name: 'saima_long_connection_up',
      help: 'Whether the long connection of this copy is up',
      labelNames: ['platform'],
      registers,
    }),
    handled: new Counter({
      name: 'saima_events_handled_total',
      help: 'Events handled by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    sent: new Counter({
      name: 'saima_send_attempts_total',
      help: 'Attempts to send by receipt',
      labelNames: ['platform', 'state'],
      registers,
    }),
    jobs: new Counter({
      name: 'saima_jobs_total',
      help: 'Jobs by outcome',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    faults: new Gauge({
      name: 'saima_faults',
      help: 'Faults found by the last look at ourselves, by kind',
      labelNames: ['kind'],
      registers,
    }),
  }
}
