import { describe, expect, it } from '@jest/globals';
import { customerValueCommands } from '@tierline/contracts';
import type { Actor } from '@tierline/kernel';
import { ada, billing, customerStream, fraud, sam, service } from './testing/service.js';
import * as told from './testing/told.js';
import { tell, usd, type Told } from './testing/told.js';

/** A command, what precedes it, who sends it, what it stores, and what the same fact or question is refused for in other words. */
interface Case {
  readonly wish: Told;
  readonly after?: readonly Told[];
  readonly actor?: Actor;
  readonly stores: readonly string[];
  readonly otherwise: Told;
  readonly reason: string;
}

const change = ([type, body]: Told, other: object): Told => [type, { ...body, ...other }];
const contradicted = (wish: Told, stores: readonly string[], other: object): Case => {
  return { wish, stores, otherwise: change(wish, other), reason: 'fact-contradicts-recorded' };
};
const forfeiting = [told.grandfathered, told.offer] as const;

const facts: readonly Case[] = [
  contradicted(told.opened(), ['CustomerOpened'], { openedOn: '2024-01-03' }),
  contradicted(told.plan(4_500), ['PlanTaken'], { plan: 'another' }),
  contradicted(told.device(20_000), ['DeviceTaken'], { equipment: 'netbook' }),
  contradicted(told.line('line-2'), ['LineAdded'], { addedOn: '2024-02-02' }),
  contradicted(told.lineEnded, ['LineEnded'], { endedOn: '2025-03-02' }),
  contradicted(told.classified({ class: 'small-business' }), ['AccountClassified', 'ValueChanged'], {
    account: { class: 'consumer' },
  }),
  contradicted(told.commitment, ['CommitmentBegun'], { months: 12 }),
  contradicted(told.renewal, ['CommitmentRenewed'], { equipment: 'other' }),
  contradicted(told.issued, ['BillIssued'], { amount: usd(1) }),
  contradicted(told.paid(1), ['BillPaid'], { amount: usd(1) }),
  contradicted(told.billedTooMuch, ['BillingErrorFound'], { owed: usd(1) }),
  contradicted(told.complaint('c1', 2_000), ['ComplaintMade'], { category: 'billing' }),
  contradicted(told.rating('good'), ['AttitudeRated'], { attitude: 'bad' }),
  contradicted(told.threat, ['ChurnThreatened'], { competitor: 'nobody' }),
  contradicted(told.fault('c1'), ['FaultVerified'], { daysWithoutService: 9 }),
];

const review: Told = [
  'OpenUsageReview',
  { customerId: 'cleo', flagId: 'line-1:2026-02', lineId: 'line-1', period: '2026-02' },
];
const answered: Told = ['AnswerUsageReview', { flagId: 'line-1:2026-02', answer: 'cleared' }];

const questions: readonly Case[] = [
  {
    ...{ wish: review, stores: ['UsageReviewOpened'] },
    ...{ otherwise: change(review, { lineId: 'line-2' }), reason: 'review-already-exists' },
  },
  {
    ...{ wish: answered, after: [review], actor: fraud, stores: ['UsageReviewClosed'] },
    ...{ otherwise: change(answered, { answer: 'confirmed' }), reason: 'review-already-closed' },
  },
  {
    wish: ['QuoteTerminationFee', { lineId: 'line-1' }],
    ...{ after: [told.commitment], actor: ada, stores: ['TerminationFeeQuoted'] },
    ...{ otherwise: ['QuoteTerminationFee', { lineId: 'line-9' }], reason: 'no-commitment' },
  },
  {
    ...{ wish: told.asksCredit(1_000), after: [told.opened()], actor: ada, stores: ['ConcessionGranted'] },
    ...{ otherwise: told.asksCredit(0, 'concession-2'), reason: 'nothing-requested' },
  },
  {
    ...{ wish: told.otherwise(500), after: [told.opened(), told.asksCredit(1_000)], actor: sam },
    ...{ stores: ['ConcessionDecidedOtherwise'], otherwise: told.otherwise(99_000), reason: 'beyond-discretion' },
  },
  {
    ...{ wish: told.offer, after: [told.opened()], actor: ada, stores: ['OfferMade'] },
    ...{ otherwise: change(told.offer, { parts: ['plan'] }), reason: 'offer-already-exists' },
  },
  {
    ...{ wish: told.step('DiscloseForfeiture'), after: forfeiting, actor: ada, stores: ['ForfeitureDisclosed'] },
    ...{ otherwise: ['DiscloseForfeiture', { offerId: 'offer-9' }], reason: 'offer-unknown' },
  },
  {
    ...{ wish: told.step('ConsentToForfeiture'), after: [...forfeiting, told.step('DiscloseForfeiture')], actor: ada },
    ...{ stores: ['ForfeitureConsented'], otherwise: ['ConsentToForfeiture', { offerId: 'offer-9' }] },
    reason: 'offer-unknown',
  },
  {
    wish: told.step('AcceptOffer'),
    after: [...forfeiting, told.step('DiscloseForfeiture'), told.step('ConsentToForfeiture')],
    ...{ actor: ada, stores: ['GrandfatheredPlanForfeited', 'OfferAccepted'] },
    ...{ otherwise: told.step('DeclineOffer'), reason: 'offer-already-answered' },
  },
  {
    ...{ wish: told.step('DeclineOffer'), after: forfeiting, actor: ada, stores: ['OfferDeclined'] },
    ...{ otherwise: told.step('AcceptOffer'), reason: 'offer-already-answered' },
  },
];

const all = [...facts, ...questions].map((each) => [each.wish[0], each] as const);

describe.each(all)('%s', (type, { wish, after = [], actor = billing, stores, otherwise: [other, body], reason }) => {
  const prepared = async () => tell(service(), ...after);

  it('is stored on the stream of its customer', async () => {
    const found = await prepared();
    const before = found.typesIn(customerStream()).length;
    expect(await found.request(type, wish[1], { actor })).toMatchObject({ outcome: 'accepted', repeated: false });
    expect(found.typesIn(customerStream()).slice(before)).toEqual(stores);
  });

  it('gets the stored answer when it comes again, and is refused in other words under its own id', async () => {
    const found = await prepared();
    const first = await found.request(type, wish[1], { actor });
    const number = found.number();
    expect(await found.request(type, wish[1], { actor, number })).toEqual({ ...first, repeated: true });
    const otherBody = { ...wish[1], ...(other === type ? body : { offerId: 'offer-9' }) };
    expect(await found.request(type, otherBody, { actor, number })).toEqual({ outcome: 'command-id-reused' });
  });

  it(`is refused in other words as ${reason}`, async () => {
    const found = await prepared();
    await found.request(type, wish[1], { actor });
    expect(await found.request(other, body, { actor })).toMatchObject({ outcome: 'refused', reason });
  });
});

describe('the commands of customer value', () => {
  it('are all shown here, but for those on streams of their own', () => {
    const elsewhere = ['ReportUsage', 'ClaimEntitlement', 'ClaimFaultsOfLine'];
    const names = Object.values(customerValueCommands).map(({ name }) => name);
    expect([...new Set([...all.map(([type]) => type), ...elsewhere])].sort()).toEqual([...new Set(names)].sort());
  });

  it.each([
    ...['QuoteTerminationFee', 'DecideConcession', 'DecideConcessionOtherwise', 'MakeOffer', 'DiscloseForfeiture'],
    ...['ConsentToForfeiture', 'AcceptOffer', 'DeclineOffer', 'AnswerUsageReview'],
  ])('make no customer by asking: %s', async (type) => {
    const found = service();
    const [, body] = all.find(([name]) => name === type)?.[1].wish ?? ['', {}];
    expect(await found.request(type, body, { actor: ada })).toEqual({ outcome: 'unknown-stream' });
    expect(found.stored()).toEqual([]);
  });
});
