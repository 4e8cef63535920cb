import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Meter } from '../core/services.ts';

/** Everything that may be counted or observed; a name that is not here does not exist. */
const counters = {
  callbacks: { help: 'Callbacks by route and outcome.', labels: ['route', 'outcome'] },
  deliveries: { help: 'Delivery attempts by channel and outcome.', labels: ['channel', 'outcome'] },
  handler_failures: { help: 'Messages whose handler threw.', labels: [] },
  security_events: { help: 'Refused reply addresses and the like.', labels: ['code'] },
  model_calls: { help: 'Questions to the language model by task and outcome.', labels: ['task', 'outcome'] },
  platform_alerts: { help: 'What the platforms tell the operator.', labels: ['code'] },
} as const;

const histograms = {
  callback_seconds: {
    help: 'From the first byte to the answer of an accepted callback.',
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 0.8, 1.5, 5],
  },
  model_tokens: { help: 'Tokens of one question to the language model.', buckets: [100, 300, 1_000, 2_000, 4_500] },
} as const;

export interface Metrics extends Meter {
  /** Prometheus text format 0.0.4. */
  text(): Promise<string>;
  contentType: string;
  /** A figure read at each scrape, one value per label. */
  gauge(name: string, help: string, label: string, read: () => Promise<Record<string, number>>): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const prefix = 'xiaofeng_';
  collectDefaultMetrics({ register: registry, prefix });
  // Which version runs here is nobody's business.
  registry.removeSingleMetric(`${prefix}nodejs_version_info`);
  const counting = new Map<string, Counter<string>>();
  for (const [name, { help, labels }] of Object.entries(counters)) {
    const config = { name: `${prefix}${name}_total`, help, labelNames: [...labels], registers: [registry] };
    counting.set(name, new Counter(config));
  }
  const observing = new Map<string, Histogram<string>>();
  for (const [name, { help, buckets }] of Object.entries(histograms)) {
    observing.set(name, new Histogram({ name: prefix + name, help, buckets: [...buckets], registers: [registry] }));
  }
  return {
    count: (name, labels = {}) => counting.get(name)?.inc(labels),
    observe: (name, value) => observing.get(name)?.observe(value),
    gauge(name, help, label, read) {
      new Gauge({
        name: prefix + name,
        help,
        labelNames: [label],
        registers: [registry],
        async collect() {
          for (const [value, figure] of Object.entries(await read())) this.set({ [label]: value }, figure);
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
