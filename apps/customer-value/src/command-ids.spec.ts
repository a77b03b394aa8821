import { describe, expect, it } from '@jest/globals';
import { customerStream, service } from './testing/service.js';
import { fault, opened, rating, threat, usage } from './testing/told.js';

describe.each([
  ['AttitudeRated', rating('good')[1], { attitude: 'bad' }],
  ['ChurnThreatened', threat[1], { competitor: 'nobody' }],
  ['FaultVerified', fault('c1')[1], { daysWithoutService: 9 }],
])('the id of %s, which names its customer in what it says', (type, body, otherwise) => {
  const told = async () => {
    const found = service();
    const first = await found.request(type, body, { subject: 'call-1' });
    return {
      found,
      first,
      again: (change: object, subject: string) => found.request(type, { ...body, ...change }, { subject, number: 1 }),
    };
  };

  it('brings the stored answer when it comes again', async () => {
    const { first, again } = await told();
    expect(first).toMatchObject({ outcome: 'accepted', repeated: false });
    expect(await again({}, 'call-1')).toEqual({ ...first, repeated: true });
  });

  it.each([
    ['another customer', { customerId: 'otto' }],
    ['the same customer otherwise', otherwise],
  ])('is told to be used when it comes with a fact about %s', async (_, change) => {
    const { found, again } = await told();
    const before = found.stored();
    expect(await again(change, 'call-2')).toEqual({ outcome: 'command-id-reused' });
    expect(found.stored()).toEqual(before);
  });
});

describe('the id of a command whose sender names the aggregate', () => {
  it('is another command where it names another customer', async () => {
    const found = service();
    await found.request(...opened());
    expect(await found.request(...opened(), { number: 1, subject: 'otto' })).toMatchObject({ repeated: false });
    expect(found.typesIn(customerStream('otto'))).toEqual(['CustomerOpened']);
  });

  it('is told to be used when it comes again for that line with other figures', async () => {
    const found = service();
    await found.request(...usage('2026-01'), { subject: 'line-1' });
    expect(await found.request(...usage('2026-01', 1), { subject: 'line-1', number: 1 })).toEqual({
      outcome: 'command-id-reused',
    });
  });
});
