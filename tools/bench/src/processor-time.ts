import { readFile } from 'node:fs/promises';
import type { Stack } from '@tierline/stack';
import { row, type Row } from './row.js';

/** Processes by what they are, each with its number. */
export type Processes = Readonly<Record<string, number>>;

/** `/proc` counts in hundredths of a second on every Linux that Node runs on: `getconf CLK_TCK`. */
const TICK_MILLISECONDS = 10;
/** `utime` and `stime` among the fields that follow the name in `/proc/<pid>/stat`; see proc_pid_stat(5). */
const [USER, SYSTEM] = [11, 12];

/** What a stack runs as processes of its own, and this process, which makes the load. */
export const processesOf = ({ services, parts }: Pick<Stack, 'services' | 'parts'>): Processes => ({
  ...Object.fromEntries(Object.values(services).map(({ name, pid }) => [name, pid])),
  ...(parts.kafka?.pid !== undefined && { broker: parts.kafka.pid }),
  ...(parts.eventstore?.pid !== undefined && { 'event store': parts.eventstore.pid }),
  'load generator': process.pid,
});

/**
 * The processor time that a process has taken, in milliseconds, of all its threads.
 *
 * @param stat what `/proc/<pid>/stat` says
 * @throws {RangeError} when it says something else
 */
export function processorTime(stat: string): number {
  // The name is in brackets, and may have any character in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[USER]) + Number(fields[SYSTEM]);
  if (!Number.isSafeInteger(ticks)) throw new RangeError(`not what /proc says of a process: ${stat}`);
  return ticks * TICK_MILLISECONDS;
}

/** Does something, and tells how much processor time each process took meanwhile. @returns milliseconds */
export async function whileMetering<Result>(
  processes: Processes,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly taken: Readonly<Record<string, number>> }> {
  const before = await readAll(processes);
  const result = await work();
  const after = await readAll(processes);
  return {
    result,
    taken: Object.fromEntries(Object.entries(after).map(([name, time]) => [name, time - (before[name] ?? NaN)])),
  };
}

/** Rows of the processor time of each process for each of some commands. */
export const processorRows = (
  name: string,
  taken: Readonly<Record<string, number>>,
  commands: number,
): readonly Row[] =>
  Object.entries(taken).map(([process, time]) =>
    row('end-to-end', `${name}, processor time of the ${process}`, 'ms/command', time / commands),
  );

const readAll = async (processes: Processes): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(processes).map(
        async ([name, pid]) => [name, processorTime(await readFile(`/proc/${String(pid)}/stat`, 'utf8'))] as const,
      ),
    ),
  );
