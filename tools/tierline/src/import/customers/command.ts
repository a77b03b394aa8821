import { createReadStream } from 'node:fs';
import { customerValueTopics } from '@tierline/contracts';
import { EXIT, type Surroundings } from '../../cli.js';
import { isRejected, readCsv } from '../csv.js';
import { commandDoor, type Patience } from '../door/command-door.js';
import { sendInOrder } from '../send-in-order.js';
import { backlog, forEachAtOnce } from '../pool.js';
import { noCounts, tellProgress } from '../progress.js';
import { described, describedRow, isAllTaken, summaryOf } from '../summary.js';
import { customerMapping } from './mapping.js';
import { readOptions } from './options.js';
import { readCustomers } from './read-customers.js';
import { CUSTOMER_COLUMNS } from './row.js';

/** Of whom facts are sent at once: enough for every lane of the service, however long their histories are. */
const SENT_AT_ONCE = 250;
/** Of whom answers are waited for: what is known already is not answered, and only quiet tells. */
const UNANSWERED_AT_ONCE = 2_000;
const SECOND = 1_000;
const KIBIBYTE = 1_024;

/**
 * Imports the customers of a file as facts of customer value.
 *
 * @returns 0 when every row was taken, and 1 otherwise
 * @throws {Refusal} when it cannot be begun, or the service takes nothing
 * @throws {DependencyUnavailable} when Kafka does not answer; the same import can be begun again
 */
export async function importCustomers(
  args: readonly string[],
  surroundings: Surroundings,
  patience?: Patience,
): Promise<number> {
  const { file, brokers, circumstances, json } = readOptions(args, surroundings.env);
  const { out, error } = surroundings;
  const began = performance.now();
  const counts = noCounts();
  for (const line of inventions()) error(line);
  const door = await commandDoor(brokers, customerValueTopics, patience);
  const progress = tellProgress(counts, door.answeredCount, surroundings);
  try {
    const rows = readCsv(createReadStream(file), CUSTOMER_COLUMNS);
    const customers = readCustomers(rows, customerValueTopics, circumstances);
    const unanswered = backlog(UNANSWERED_AT_ONCE);
    await forEachAtOnce(customers, SENT_AT_ONCE, async (read) => {
      counts.rows += 1;
      if (isRejected(read)) {
        counts.rejected += 1;
        if (json) out(JSON.stringify({ rejected: read }));
        else error(describedRow(read));
      } else if ('repeats' in read) counts.repeated += 1;
      else {
        await sendInOrder(door, read.records, counts);
        const answered = door.answered(read.records.map(({ commandId }) => commandId));
        await unanswered.add(answered.then(() => void (counts.customers += 1)));
      }
    });
    await unanswered.end();
    const seconds = (performance.now() - began) / SECOND;
    const summary = summaryOf(counts, door.counts(), await door.putAside(), {
      seconds,
      memoryBytes: process.resourceUsage().maxRSS * KIBIBYTE,
    });
    progress.stop();
    out(json ? JSON.stringify({ summary }) : described(summary));
    return isAllTaken(summary) ? EXIT.done : EXIT.notDone;
  } finally {
    progress.stop();
    await door.close();
  }
}

/** What the file does not say, said before anything is sent. */
const inventions = (): readonly string[] => [
  'The file does not say everything that facts have to. Invented is:',
  ...customerMapping.map(
    ({ columns, types, invented }) =>
      `  ${types.map(({ name }) => name).join(', ')} from ${columns.join(', ')}: ${invented}`,
  ),
];
