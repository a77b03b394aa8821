import { recordName, type NewOrder, type PutAside } from '@tierline/platform';
import { Refusal } from '../cli.js';

/** Who wants something done, and why. */
export type Who = Pick<NewOrder, 'action' | 'by' | 'why' | 'at'>;

/** An order, and what it is about, in the order in which it was sent. */
export interface Plan {
  readonly order: NewOrder;
  readonly key: Buffer | null;
  readonly about: readonly PutAside[];
}

/**
 * Plans the orders for what was selected, key by key and each key in its own order.
 *
 * @param all everything that is put aside, since a parked command may stand behind others
 * @throws {Refusal} when a command is to be redriven before those that it stands behind
 */
export function plansFor(selected: readonly PutAside[], all: readonly PutAside[], who: Who): readonly Plan[] {
  const lanes = [...Map.groupBy(selected, ({ lane }) => lane)];
  return lanes.flatMap(([lane, of]) => {
    const letters = of.filter(({ state }) => state === 'dead-letter').map((each) => planLetter(each, who));
    const parked = of.filter(({ state }) => state === 'parked').toSorted(byOffset);
    const list = all.filter((each) => each.state === 'parked' && each.lane === lane).toSorted(byOffset);
    return [...letters, ...planParked(parked, list, who)].toSorted(byFirst);
  });
}

/** With each parked command, all that is parked of its key: it cannot be redriven without those before it. */
export function wholeKeys(selected: readonly PutAside[], all: readonly PutAside[]): readonly PutAside[] {
  const lanes = new Set(selected.filter(({ state }) => state === 'parked').map(({ lane }) => lane));
  return all.filter((each) => selected.includes(each) || (each.state === 'parked' && lanes.has(each.lane)));
}

function planParked(parked: readonly PutAside[], list: readonly PutAside[], who: Who): readonly Plan[] {
  const last = parked.at(-1);
  if (!last) return [];
  const skipped = list.find((each) => byOffset(each, last) < 0 && !parked.includes(each));
  if (who.action === 'redrive' && skipped) {
    throw new Refusal(
      `${recordName(last.id)} stands behind ${recordName(skipped.id)} of the same key, which must be redriven or discarded first`,
    );
  }
  if (!skipped) return [plan(last, who, { target: 'key', offsets: [last.id.offset] }, parked)];
  return parked.map((each) => plan(each, who, { target: 'entry', offsets: [each.id.offset] }, [each]));
}

const planLetter = (letter: PutAside, who: Who): Plan =>
  plan(letter, who, { target: 'dead-letter', offsets: letter.offsets }, [letter]);

const plan = (
  { id, key }: PutAside,
  who: Who,
  what: Pick<NewOrder, 'target' | 'offsets'>,
  about: readonly PutAside[],
): Plan => ({
  order: { ...who, ...what, topic: id.topic, partition: id.partition, key: key?.toString('base64') ?? null },
  key,
  about,
});

const byOffset = (one: PutAside, other: PutAside) => Number(BigInt(one.id.offset) - BigInt(other.id.offset));
const byFirst = (one: Plan, other: Plan) => {
  const [first, second] = [one.about[0], other.about[0]];
  return first && second ? byOffset(first, second) : 0;
};
