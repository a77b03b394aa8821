import type { KafkaInput } from './kafka-input.js';
import type { Reading } from './readings.js';
import { tellsTheStack } from './stack-trace.js';

/** A record that was sent, and where it lies. */
export interface Sent {
  readonly input: KafkaInput;
  /** Topic, partition and offset. */
  readonly place: string;
}

/** What became of records, as the topics of outcomes and of dead letters tell it. */
export interface Account {
  /** Records of which nothing is known yet. */
  readonly open: readonly Sent[];
  /** What is not as it must be, one line each. */
  readonly findings: readonly string[];
  readonly reasons: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** How many there are of each. */
export function counted(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** What executed commands may be put aside for, although nothing is wrong with the record itself. */
const NOBODYS_FAULT = ['unknown-stream', 'command-id-reused'];

/**
 * Takes stock: every record was executed or put aside, for the right reason and once; no command had two outcomes.
 *
 * @param outcomes readings of the outcomes topic
 * @param letters readings of the dead-letter topic
 */
export function account(sent: readonly Sent[], outcomes: readonly Reading[], letters: readonly Reading[]): Account {
  const outcomesOf = grouped(outcomes.map((each) => [commandIdOf(each), each]));
  const lettersOf = grouped(letters.map((each) => [placeOf(each), each]));
  const ours = new Set(sent.map(({ input }) => input.commandId));
  const isOpen = ({ input, place }: Sent) =>
    !lettersOf.has(place) && (input.putAside !== undefined || !outcomesOf.has(input.commandId));
  const findings = sent.flatMap(({ input, place }) => {
    const [letter, ...others] = lettersOf.get(place) ?? [];
    return [...(letter ? ofLetter(input, letter) : []), ...others.map(() => `${place} was put aside twice`)];
  });
  const twice = [...ours].filter((id) => hasRepeats(outcomesOf.get(id) ?? []));
  const told = [...ours].flatMap((id) => outcomesOf.get(id) ?? []);
  return {
    open: sent.filter(isOpen),
    findings: [...findings, ...twice.map((id) => `command ${id} has more than one outcome`)],
    reasons: counted(sent.flatMap(({ place }) => lettersOf.get(place) ?? []).map(reasonOf)),
    outcomes: counted(told.map((each) => String(dataOf(each)['outcome']))),
  };
}

function ofLetter(input: KafkaInput, letter: Reading): readonly string[] {
  const reason = reasonOf(letter);
  const expected = input.putAside === undefined ? NOBODYS_FAULT : [input.putAside];
  const says = (what: string) => `${placeOf(letter)} (${input.fault ?? 'correct'}) ${what}`;
  const told = JSON.stringify(letter.headers);
  return [
    ...(expected.includes(reason)
      ? []
      : [says(`was put aside as ${reason}, not as ${expected.join(' or ')}: ${told}`)]),
    ...(tellsTheStack(told) ? [says('tells where in the code')] : []),
    ...(reason === 'invalid' && !letter.headers['tierline-violations'] ? [says('does not say what is wrong')] : []),
  ];
}

/**
 * Whether a command had two outcomes for one aggregate. A command whose aggregate is named by its data, and which came with
 * the same id and other data, is looked for where its data point, and is another one there.
 */
export const hasRepeats = (outcomes: readonly Reading[]): boolean =>
  new Set(outcomes.map((each) => dataOf(each)['subject'])).size < outcomes.length;

/** What a reading says. */
export const dataOf = ({ value }: Reading): Readonly<Record<string, unknown>> =>
  JSON.parse(String(value)) as Readonly<Record<string, unknown>>;

/** The command that an outcome is of. */
export const commandIdOf = (outcome: Reading): string => String(dataOf(outcome)['commandId']);

const reasonOf = ({ headers }: Reading) => headers['tierline-reason'] ?? '';

/** Where a record lies. */
export const place = (topic: string, partition: number | string, offset: string): string =>
  `${topic}/${String(partition)}/${offset}`;

const placeOf = ({ headers }: Reading) =>
  place(headers['tierline-topic'] ?? '', headers['tierline-partition'] ?? '', headers['tierline-offset'] ?? '');

function grouped(pairs: readonly (readonly [string, Reading])[]): ReadonlyMap<string, readonly Reading[]> {
  const groups = new Map<string, Reading[]>();
  for (const [name, each] of pairs) groups.set(name, [...(groups.get(name) ?? []), each]);
  return groups;
}
