import { topicDeclarations, type TopicDeclaration } from '@tierline/contracts';
import type { DescribedMetric } from '@tierline/platform';
import { contexts, contracts, versionedName, type PublishedContext } from '../catalogue.js';

const DAY = 24 * 60 * 60 * 1000;
const NOTE = '<!-- Written by `npm run contracts`; do not edit. -->\n';

const row = (...cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly string[]) =>
  [row(...heads), row(...heads.map(() => '---')), ...rows, ''].join('\n');
const code = (text: string) => `\`${text}\``;

/** The page of a service's settings. @param settings its table, as the platform writes it */
export const settingsPage = (service: string, settings: string): string =>
  `${NOTE}\n# Settings of ${service}\n\nEnvironment variables. A variable \`TIERLINE_…\` that is not in the table stops the service.\n\n${settings}`;

/** The page of all topics: who writes, what, how many partitions, kept how long. */
export function topicsPage(): string {
  const rows = contexts.flatMap((context) =>
    topicDeclarations(context.topics).map((declaration) => {
      const { writer, messages } = usageOf(context, declaration.name);
      const kept = keptFor(declaration);
      return row(code(declaration.name), writer, messages, String(declaration.partitions), kept);
    }),
  );
  const heads = ['Topic', 'Written by', 'Messages', 'Partitions', 'Kept'];
  return `${NOTE}\n# Topics\n\nEvery record is keyed by the id of its aggregate; partition counts are fixed. A marker says that it is the turn of an order of operations, which lies in its own topic. Senders may compress as they like: the broker stores topics that are deleted by time uncompressed (\`compression.type\`), so that every client can read them; a batch may hold no more than the broker takes uncompressed.\n\n${table(heads, rows)}`;
}

/** The page of all messages, with where their schemas and samples are. */
export function messagesPage(): string {
  const rows = contracts.map(({ context, kind, message }) => {
    const file = `${context}/${versionedName(message)}.json`;
    const link = (what: string) => `[${what}](../contracts/${what}/${file})`;
    return row(context, kind, code(versionedName(message)), link('schemas'), link('samples'));
  });
  return `${NOTE}\n# Messages\n\n${table(['Context', 'Kind', 'Message', 'Schema', 'Samples'], rows)}`;
}

/** The page of a service's figures. */
export function metricsPage(metrics: readonly DescribedMetric[]): string {
  const rows = metrics.map(({ name, kind, labels, help }) =>
    row(code(name), kind, labels.map(code).join(', ') || '–', help),
  );
  const text = [
    'Every service has these at `/metrics` of its health port, each with the labels `service` and `replica`, besides those that',
    '`prom-client` gives of Node itself: memory, garbage collection, and the delay of the event loop (`nodejs_eventloop_lag_*`).',
    "Names that OpenTelemetry's conventions for messaging give are used as they are; all others begin with `tierline_`.",
    'Durations and ages are in seconds.',
  ].join(' ');
  return `${NOTE}\n# Metrics\n\n${text}\n\n${table(['Metric', 'Type', 'Labels', 'Meaning'], rows)}`;
}

function usageOf({ topics }: PublishedContext, topic: string): { readonly writer: string; readonly messages: string } {
  const { context, ingress, events, outcomes, deadLetters, parked, redriveOrders } = topics;
  const names = (messages: typeof events.messages) => messages.map((each) => code(versionedName(each))).join(', ');
  const door = Object.values(ingress).find((each) => each.topic === topic);
  if (door) return { writer: `${door.sender}; operations (markers)`, messages: names(door.commands) };
  if (topic === redriveOrders.topic) {
    return { writer: redriveOrders.sender, messages: 'what is to be redriven or discarded: who wants it, and why' };
  }
  if (topic === events.topic) return { writer: context, messages: names(events.messages) };
  const messages = {
    [outcomes.topic]: code('CommandOutcome.v1'),
    [deadLetters.topic]: 'what had to be put aside, and what became of it',
    [parked.topic]: 'commands of keys that keep failing',
  };
  return { writer: context, messages: messages[topic] ?? 'bookkeeping of its own' };
}

function keptFor({ cleanupPolicy, retentionMs }: TopicDeclaration): string {
  if (cleanupPolicy === 'compact') return 'the last of each key';
  return retentionMs === undefined || retentionMs < 0 ? 'for ever' : `${String(retentionMs / DAY)} days`;
}
