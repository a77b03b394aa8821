import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a figure is: for the documentation, which is written from it. */
export interface DescribedMetric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
}

/** Where the parts of one process keep their figures. */
export interface Metrics {
  readonly registry: Registry;
  /** Every figure that was asked for, in the order in which it was. Node's own are not among them. */
  described(): readonly DescribedMetric[];
  /** Something that only grows. */
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  /** Something that goes up and down. @param collect sets it when somebody asks, for what no event tells */
  gauge<Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
    collect?: (gauge: Gauge<Label>) => void,
  ): Gauge<Label>;
  /** How something is distributed, in base units: seconds, bytes. */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
    buckets?: readonly number[],
  ): Histogram<Label>;
}

const PREFIX = 'tierline_';
/** Names that OpenTelemetry's conventions give are kept as they are, so that dashboards made for them fit. */
const CONVENTIONAL = 'messaging_';
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
  const described: DescribedMetric[] = [];
  const describe = <Label extends string>(
    kind: DescribedMetric['kind'],
    given: string,
    help: string,
    labelNames: readonly Label[],
  ) => {
    const name = given.startsWith(CONVENTIONAL) ? given : PREFIX + given;
    described.push({ name, kind, labels: labelNames, help });
    return { name, help, labelNames: [...labelNames], registers: [registry] };
  };
  return {
    registry,
    described: () => described,
    counter: (name, help, labelNames = []) => new Counter(describe('counter', name, help, labelNames)),
    gauge: (name, help, labelNames = [], collect) => {
      const gauge = new Gauge({
        ...describe('gauge', name, help, labelNames),
        ...(collect && {
          collect: () => {
            collect(gauge);
          },
        }),
      });
      return gauge;
    },
    histogram: (name, help, labelNames = [], buckets = SECONDS) =>
      new Histogram({ ...describe('histogram', name, help, labelNames), buckets: [...buckets] }),
  };
}
