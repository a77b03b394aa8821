import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Where the parts of one process keep their figures. */
export interface Metrics {
  readonly registry: Registry;
  /** Something that only grows. */
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  /** Something that goes up and down. */
  gauge<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>;
  /** How something is distributed, in base units: seconds, bytes. */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
    buckets?: readonly number[],
  ): Histogram<Label>;
}

const PREFIX = 'tierline_';
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Begins the figures of a process: Node's own (memory, event-loop delay, garbage collection) are there at once.
 *
 * @param labels stand on every figure, as service and replica
 */
export function createMetrics(labels: Readonly<Record<string, string>>): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  collectDefaultMetrics({ register: registry });
  const describe = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => {
    return { name: PREFIX + name, help, labelNames: [...labelNames], registers: [registry] };
  };
  return {
    registry,
    counter: (name, help, labelNames = []) => new Counter(describe(name, help, labelNames)),
    gauge: (name, help, labelNames = []) => new Gauge(describe(name, help, labelNames)),
    histogram: (name, help, labelNames = [], buckets = SECONDS) =>
      new Histogram({ ...describe(name, help, labelNames), buckets: [...buckets] }),
  };
}
