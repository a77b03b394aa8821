import { inventory, kafkaClient, recordLog, silentLog, type PutAside, type RecordLog } from '@tierline/platform';
import { EXIT, Refusal, type Command, type Surroundings } from '../cli.js';
import { list, plain, results, show } from './describe.js';
import { give, settled, settledFrom } from './give.js';
import { readOptions, type Asked } from './options.js';
import { plansFor, wholeKeys } from './plan.js';
import { isAllDone, resultsOf } from './result.js';
import { keyText, missing, saysAnything, select } from './select.js';

type Subcommand = (
  asked: Asked,
  all: readonly PutAside[],
  records: RecordLog,
  out: Surroundings['out'],
) => Promise<number> | number;

const subcommands: Readonly<Record<string, Subcommand>> = {
  list: (asked, all, _, out) => {
    const found = select(asked.all ? all : all.filter(isOpen), asked.selection);
    out(asked.json ? JSON.stringify(found.map(plain)) : found.length === 0 ? 'Nothing is put aside.' : list(found));
    return EXIT.done;
  },
  show: (asked, all, _, out) => {
    const found = selected(asked, all);
    out(asked.json ? JSON.stringify(found.map(plain)) : found.map(show).join('\n\n'));
    return EXIT.done;
  },
  redrive: (asked, all, records, out) => order('redrive', asked, all, records, out),
  discard: (asked, all, records, out) => order('discard', asked, all, records, out),
};

/** What was put aside: dead letters and parked commands. */
export const deadLetters: Command = {
  usage: [
    'dead-letters list [--all] [selection] [--json]',
    'dead-letters show <selection> [--json]',
    'dead-letters redrive <selection> --by <who> --why <reason> [--wait <seconds> | --no-wait] [--json]',
    'dead-letters discard <selection> --by <who> --why <reason> [--wait <seconds> | --no-wait] [--json]',
    '  selection: --id topic/partition/offset, --key K, --topic T, --reason R, --error E, --since 2h; with --context and --brokers',
  ],
  run: async ([name = '', ...args], { env, out, error }) => {
    const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (!subcommand) {
      for (const line of deadLetters.usage) error(`tierline ${line}`);
      return EXIT.usage;
    }
    const asked = readOptions(args, env, Date.now());
    if (name !== 'list') checkAsked(name, asked);
    const { brokers, topics } = asked;
    const records = recordLog(kafkaClient({ brokers, clientId: 'tierline-cli' }, silentLog));
    try {
      const named = { deadLetters: topics.deadLetters.topic, parked: topics.parked.topic };
      return await subcommand(asked, await inventory(records, named), records, out);
    } finally {
      await records.close();
    }
  },
};

async function order(
  action: 'redrive' | 'discard',
  asked: Asked,
  all: readonly PutAside[],
  records: RecordLog,
  out: Surroundings['out'],
): Promise<number> {
  const { topics, by = '', why = '', selection, wait } = asked;
  const meant = selected(asked, all.filter(isOpen));
  // A filter means keys: of one that is parked, only its first command tells an error.
  const isFilter = action === 'redrive' && selection.ids.length === 0;
  const plans = plansFor(isFilter ? wholeKeys(meant, all) : meant, all, {
    ...{ action, by, why },
    at: new Date().toISOString(),
  });
  const from = await settledFrom(records, topics);
  const given = await give(records, topics, plans);
  const found = resultsOf(given, await settled(records, topics, given, from, wait));
  out(asked.json ? JSON.stringify(found.map((each) => ({ ...each, key: keyText(each.key) }))) : results(found));
  return wait === 0 || isAllDone(found) ? EXIT.done : EXIT.notDone;
}

function checkAsked(name: string, { selection, by, why }: Asked): void {
  if (!saysAnything(selection)) {
    throw new Refusal(`say what to ${name}: --id, --key, --topic, --reason, --error or --since`);
  }
  if (name === 'show') return;
  if (by === undefined) throw new Refusal('--by must say who wants it');
  if (why === undefined) throw new Refusal('--why must say why it is wanted');
}

function selected({ selection }: Asked, all: readonly PutAside[]): readonly PutAside[] {
  const absent = missing(all, selection);
  if (absent.length > 0) throw new Refusal(`${absent.join(', ')}: not put aside, or settled`, EXIT.notDone);
  const found = select(all, selection);
  if (found.length === 0) throw new Refusal('nothing that is put aside is meant by that', EXIT.notDone);
  return found;
}

const isOpen = ({ state }: PutAside): boolean => state !== 'settled';
