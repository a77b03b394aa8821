import { describe, expect, it } from '@jest/globals';
import { customerValueOperations } from '@tierline/contracts';
import { customerDecider, customerValueRegistry } from '@tierline/customer-value';
import { replayStream, verifyStream, type Instant } from '@tierline/kernel';
import { directory, digest, personalData } from '@tierline/platform';
import { received } from '@tierline/platform/testing';
import { policies } from '../testing/policies.js';
import { ada, customerStream, sam, service } from '../testing/service.js';
import * as told from '../testing/told.js';
import { onTime, tell } from '../testing/told.js';
import { concessionRemarks } from './concession-remarks.js';

const remark = 'Sounded worried about the birthday.';
const key = Buffer.alloc(32, 1);

/** A customer about whom a supervisor noted something, and what shows and forgets it. */
async function noted(note: object = { remark }) {
  const found = await tell(service(), told.opened(), ...onTime(6));
  await found.request(...told.asksCredit(1_000), { actor: ada });
  await found.request(...told.otherwise(900, note), { actor: sam });
  const personal = personalData({
    ...{ ...found.parts, context: 'customer_value', registry: customerValueRegistry },
    ...{ directory: directory(found.store, 'customer_value', key), seals: found.kept },
  });
  const disclose = concessionRemarks(found.store, personal);
  return {
    ...found,
    disclose,
    read: (concessionId = 'concession-1', customer = 'cleo') =>
      disclose(received(customerValueOperations.readConcessionRemark, customer, { concessionId }, sam)),
    forget: () =>
      personal.forget(received(customerValueOperations.forgetCustomer, 'forget-1', { customerId: 'cleo' }), 'cleo'),
  };
}

describe('what a supervisor notes about a concession', () => {
  it('CV-09: is stored sealed, and shown after it was recorded that it is', async () => {
    const { read, store, typesIn, stored } = await noted();
    expect(await read()).toMatchObject({ outcome: 'accepted', disclosed: { remark } });
    expect(typesIn('customer_value.personal_data-cleo')).toEqual(['ValueDisclosed']);
    expect(JSON.stringify(stored().map(({ data, metadata }) => ({ data, metadata })))).not.toContain('worried');
    expect([...store.streams.keys()].some((stream) => stream.includes('worried'))).toBe(false);
  });

  it.each([
    ['nothing was noted', {}, 'concession-1', 'cleo'],
    ['nobody decided otherwise', { remark }, 'concession-9', 'cleo'],
    ['the customer is another one', { remark }, 'concession-1', 'otto'],
  ])('is not there to be shown when %s', async (_, note, concessionId, customer) => {
    const { read, typesIn } = await noted(note);
    expect(await read(concessionId, customer)).toEqual({ outcome: 'unknown-stream' });
    expect(typesIn(`customer_value.personal_data-${customer}`)).toEqual([]);
  });

  it('CV-09: was shown as that of a later decision, when the command that had read it came again', async () => {
    const { request, disclose } = await noted();
    const asked = received(customerValueOperations.readConcessionRemark, 'cleo', { concessionId: 'concession-1' }, sam);
    expect(await disclose(asked)).toMatchObject({ disclosed: { remark } });
    const later = { actor: sam, at: '2026-03-03T10:00:00.000Z' as Instant };
    await request(...told.otherwise(800, { remark: 'Another one.' }), later);
    expect(await disclose(asked)).toEqual({ outcome: 'command-id-reused' });
  });

  it('reads as Erased once the customer is forgotten, and the history stays as it was, byte for byte', async () => {
    const { read, forget, store } = await noted();
    const history = () => store.streams.get(customerStream() as never) as never as Parameters<typeof verifyStream>[1];
    const before = history();
    expect(await forget()).toMatchObject({ outcome: 'accepted' });
    expect(await read()).toMatchObject({ disclosed: { remark: 'Erased' } });
    expect(history()).toEqual(before);
    expect(verifyStream(digest, before)).toBeUndefined();
    expect(replayStream(customerDecider, policies, before).fault).toBeUndefined();
  });

  it('CV-09: gets the stored answer when the decision comes again after that, and the next remark is erased at once', async () => {
    const { request, forget, read, number } = await noted();
    const last = number();
    await forget();
    const again = { actor: sam, number: last };
    expect(await request(...told.otherwise(900, { remark }), again)).toMatchObject({
      outcome: 'accepted',
      repeated: true,
    });
    expect(await request(...told.otherwise(800, { remark }), again)).toEqual({ outcome: 'command-id-reused' });
    await request(...told.asksCredit(1_000, 'concession-2'), { actor: ada });
    const [type, body] = told.otherwise(600, { remark });
    await request(type, { ...body, concessionId: 'concession-2' }, { actor: sam });
    expect(await read('concession-2')).toMatchObject({ outcome: 'accepted', disclosed: { remark: 'Erased' } });
  });
});
