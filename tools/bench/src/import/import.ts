import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EventStoreDBClient } from '@eventstore/db-client';
import {
  callRoutingTopics,
  coverageComplaintsTopics,
  customerValueTopics,
  topicDeclarations,
} from '@tierline/contracts';
import type { CustomerValue } from '@tierline/customer-value';
import type { ServiceSpec, Stack } from '@tierline/stack';
import { watchMemory } from '../month/memory.js';
import { row, type Row } from '../row.js';
import { storedValues } from './stored-values.js';

/** What an import has shown. */
export interface Imported {
  readonly rows: readonly Row[];
  /** What came out otherwise than it should: rows that were not taken, or a second import that changed something. */
  readonly deviations: readonly string[];
}

/** What `tierline import … --json` says at its end. */
interface Summary {
  readonly rows: number;
  readonly rejected: number;
  readonly facts: number;
  readonly accepted: number;
  readonly known: number;
  readonly seconds: number;
  readonly memoryBytes: number;
}

const NAME = 'customer-value';
const KEY_BYTES = 32;
const MEBIBYTE = 2 ** 20;
const LONGEST_OUTPUT = 64 * MEBIBYTE;
const VALUES: readonly CustomerValue[] = [0, 1, 2, 3, 4, 5];
const key = () => randomBytes(KEY_BYTES).toString('hex');
const program = (path: string) => fileURLToPath(new URL(`../../../../${path}/dist/main.js`, import.meta.url));

/** What a stack for an import has: the real service with all that it needs. */
export const importStack = (): {
  parts: ['kafka', 'eventstore', 'identity'];
  topics: ReturnType<typeof topicDeclarations>;
  services: ServiceSpec[];
} => ({
  parts: ['kafka', 'eventstore', 'identity'],
  topics: [customerValueTopics, callRoutingTopics, coverageComplaintsTopics].flatMap((each) => topicDeclarations(each)),
  services: [
    {
      name: NAME,
      main: program('apps/customer-value'),
      env: { TIERLINE_DIRECTORY_KEY: key(), TIERLINE_MASTER_KEY: key() },
    },
  ],
});

/** Imports a file of customers into a running service, twice, by the command line as anybody does. */
export async function benchImport(stack: Stack, file: string): Promise<Imported> {
  const service = stack.services[NAME];
  if (!service) throw new Error(`${NAME} does not run`);
  const client = EventStoreDBClient.connectionString(stack.eventStoreUrl);
  try {
    const memory = watchMemory(service.healthUrl);
    const first = await imported(file, stack.kafkaBrokers);
    const [most, once] = [await memory.stop(), await storedValues(client)];
    const second = await imported(file, stack.kafkaBrokers);
    const twice = await storedValues(client);
    return {
      rows: [
        row('import', `${String(first.rows)} customers`, 'rows/s', first.rows / first.seconds),
        row('import', `${String(first.accepted)} facts`, 'facts/s', first.facts / first.seconds),
        row('import', 'once more, all known', 'facts/s', second.facts / second.seconds, first.facts / first.seconds),
        row('import', 'most memory of the importer (RSS)', 'MiB', first.memoryBytes / MEBIBYTE),
        row('import', 'most memory of the service (RSS)', 'MiB', most / MEBIBYTE),
        ...VALUES.map((value) => row('import', `customers at ${String(value)}`, '', once.customers.get(value) ?? 0)),
      ],
      deviations: [
        ...(first.rejected > 0 ? [`${String(first.rejected)} rows were rejected`] : []),
        ...(first.accepted < first.facts ? [`${String(first.accepted)} of ${String(first.facts)} were accepted`] : []),
        ...(second.known < first.facts ? [`${String(second.known)} of ${String(first.facts)} were known then`] : []),
        ...(twice.events > once.events
          ? [`a second import made ${String(twice.events)} events of ${String(once.events)}`]
          : []),
      ],
    };
  } finally {
    await client.dispose();
  }
}

async function imported(file: string, brokers: string): Promise<Summary> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program('tools/tierline'), 'import', 'customers', file, '--brokers', brokers, '--json'],
    { maxBuffer: LONGEST_OUTPUT },
  );
  return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { readonly summary: Summary }).summary;
}
