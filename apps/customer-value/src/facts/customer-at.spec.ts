import { describe, expect, it } from '@jest/globals';
import { UnregisteredEvent, type EventStore } from '@tierline/kernel';
import fc from 'fast-check';
import { customerStream, service } from '../testing/service.js';
import * as told from '../testing/told.js';
import { tell } from '../testing/told.js';
import { customersAt } from './customer-at.js';

const cleo = 'cleo' as Parameters<ReturnType<typeof customersAt>>[0];

/** A customer of some history, the facts among it told twice, and a store that counts what is read of it. */
async function counting() {
  const found = await tell(service(), told.opened(), ...told.onTime(7), told.plan(12_000), told.complaint('c1', 500));
  await found.request(...told.paid(1));
  await tell(found, told.rating('good'), told.complaint('c2', 500), told.fault('c1'));
  let events = 0;
  const store: Pick<EventStore, 'read'> = {
    read: async (...from) => {
      const read = await found.store.read(...from);
      events += read.length;
      return read;
    },
  };
  const length = (await found.store.read(customerStream() as never)).length;
  return { found, store, length, read: () => events };
}

describe('how a customer stood', () => {
  it('CV-22: is the same whoever asked for what before', async () => {
    const { store, length } = await counting();
    const anew = (revision: number) => customersAt(store)(cleo, revision);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(length - 1), { minLength: 1, maxLength: 8 }), async (revisions) => {
        const at = customersAt(store);
        for (const revision of revisions) expect(await at(cleo, revision)).toStrictEqual(await anew(revision));
      }),
      { numRuns: 60 },
    );
  });

  it('is read once, each event of it, when it is asked for in order', async () => {
    const { store, length, read } = await counting();
    const at = customersAt(store);
    for (let revision = 0; revision < length; revision += 1) await at(cleo, revision);
    expect(read()).toBe(length);
  });

  it('CV-22: is read on when more is told', async () => {
    const { found, store, length, read } = await counting();
    const at = customersAt(store);
    await at(cleo, length - 1);
    await tell(found, told.line('line-2'));
    expect((await at(cleo, length)).facts.at(-1)).toMatchObject({ type: 'LineAdded' });
    expect(read()).toBe(length + 1);
  });

  it('CV-22: is read on when a read ended before the revision, as one from behind does', async () => {
    const { store, length } = await counting();
    let isBehind = true;
    const late: Pick<EventStore, 'read'> = {
      read: async (...from) => (await store.read(...from)).slice(0, isBehind ? 3 : undefined),
    };
    const at = customersAt(late);
    await at(cleo, length - 2);
    isBehind = false;
    expect(await at(cleo, length - 1)).toStrictEqual(await customersAt(store)(cleo, length - 1));
  });

  it('is not told of a history that this build does not know', async () => {
    const { store } = await counting();
    const strange: Pick<EventStore, 'read'> = {
      read: async (...from) => (await store.read(...from)).map((event) => ({ ...event, type: 'Strange' })),
    };
    await expect(customersAt(strange)(cleo, 3)).rejects.toThrow(UnregisteredEvent);
  });
});
