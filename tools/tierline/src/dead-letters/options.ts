import type { ContextTopics } from '@tierline/contracts';
import { parseArgs } from 'node:util';
import { Refusal } from '../cli.js';
import { brokersOf, topicsOf } from '../options.js';
import type { Selection } from './select.js';

const WAIT = 30;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What was asked for, whatever is to be done with it. */
export interface Asked {
  readonly topics: ContextTopics;
  readonly brokers: readonly string[];
  readonly selection: Selection;
  /** Also what is settled. */
  readonly all: boolean;
  readonly json: boolean;
  readonly by: string | undefined;
  readonly why: string | undefined;
  /** How long to wait for what becomes of it, in milliseconds. */
  readonly wait: number;
}

/** Reads the options of a subcommand. @throws {Refusal} naming the option, and TypeError of `parseArgs` */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  now: number,
): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      context: { type: 'string', default: 'device-unlock' },
      brokers: { type: 'string' },
      id: { type: 'string', multiple: true, default: [] },
      key: { type: 'string', multiple: true, default: [] },
      topic: { type: 'string' },
      reason: { type: 'string' },
      error: { type: 'string' },
      since: { type: 'string' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      by: { type: 'string' },
      why: { type: 'string' },
      wait: { type: 'string', default: String(WAIT) },
      'no-wait': { type: 'boolean', default: false },
    },
  });
  if (positionals.length > 0) throw new Refusal(`${positionals.join(' ')} is no option: say it with --id or --key`);
  const { topic, reason, error, since } = values;
  return {
    topics: topicsOf(values.context),
    brokers: brokersOf(values.brokers ?? env['KAFKA_BROKERS']),
    selection: {
      ids: values.id.map(checkedId),
      keys: values.key,
      filter: {
        ...(topic !== undefined && { topic }),
        ...(reason !== undefined && { reason }),
        ...(error !== undefined && { error }),
        ...(since !== undefined && { since: momentOf(since, now) }),
      },
    },
    all: values.all,
    json: values.json,
    by: values.by,
    why: values.why,
    wait: values['no-wait'] ? 0 : secondsOf(values.wait),
  };
}

function checkedId(id: string): string {
  if (/^[\w.-]+\/\d+\/\d+$/.test(id)) return id;
  throw new Refusal(`--id must be topic/partition/offset, and is ${id}`);
}

function secondsOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text) * 1_000;
  throw new Refusal(`--wait must be a number of seconds, and is ${text}`);
}

function momentOf(text: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const moment = count === undefined ? Date.parse(text) : now - Number(count) * (UNITS[unit] ?? 0);
  if (!Number.isNaN(moment)) return moment;
  throw new Refusal(`--since must be a moment as 2026-03-01T09:30Z or an age as 30m, 2h or 1d, and is ${text}`);
}
