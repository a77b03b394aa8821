import type { Actor } from '@tierline/kernel';
import type { goldenRecorder } from '@tierline/platform/testing';
import * as told from './told.js';
import { onTime, usage, usd, type Told } from './told.js';

/** Who sends the commands of a history. */
export const actors = {
  orders: { id: '/orders', role: 'orders', channel: 'system' },
  ada: { id: 'agent-ada', role: 'tier2-agent', channel: 'phone' },
  bo: { id: 'agent-bo', role: 'tier1-agent', channel: 'phone', employer: 'partner', site: 'leipzig-1' },
  sam: { id: 'agent-sam', role: 'supervisor', channel: 'phone' },
  fraud: { id: '/fraud-and-abuse', role: 'fraud-and-abuse', channel: 'system' },
} as const satisfies Record<string, Actor>;

const MONTHS = ['2025-10', '2025-11', '2025-12', '2026-01'];

/** Histories of customers in which everything happens that customer value stores. */
export async function goldenHistories({ send, followUp, personal }: ReturnType<typeof goldenRecorder>): Promise<void> {
  const tell = async (subject: string, ...all: readonly Told[]) => {
    for (const [type, body] of all) await send(subject, type, body);
  };
  const ask = (actor: Actor, subject: string, [type, body]: Told) => send(subject, type, body, actor);

  // Rises to 3 by everything that earns it, with bills before the account and its zone are known.
  await tell('rising', ...onTime(5), told.opened('America/Chicago'), ...onTime(6), told.issued);
  await tell('rising', told.plan(10_000), told.device(80_000), ...['line-1', 'line-2', 'line-3'].map(told.line));
  await tell('rising', told.paid(7), told.paid(7), told.paid(8), told.lineEnded);
  await tell('rising', [told.threat[0], { ...told.threat[1], customerId: 'rising' }]);

  // Falls for credits, which turn out to be for faults; a bill that is late, and one that is told in two ways.
  await tell(
    'falling',
    told.opened('Europe/London'),
    ...onTime(6),
    told.complaint('c1', 2_000),
    told.complaint('c2', 2_000),
  );
  await tell('falling', told.complaint('c3'), told.paid(7, 9), [
    told.paid(7)[0],
    { ...told.paid(7)[1], amount: usd(1) },
  ]);
  await tell('falling', told.fault('c1', 'falling'), told.fault('c2', 'falling'));
  await followUp();
  await tell('falling', told.plan(6_000, { takenOn: '2025-01-01' }));
  await followUp();

  // Designated, and no longer; asks what leaving would cost.
  await tell('designated', told.classified({ class: 'corporate', yearlySpend: usd(20_000_000) }), told.commitment);
  await tell('designated', told.classified({ class: 'consumer' }, '2025-06-01'), told.renewal);
  await ask(actors.ada, 'designated', ['QuoteTerminationFee', { lineId: 'line-1' }]);
  await ask(actors.ada, 'designated', ['QuoteTerminationFee', { lineId: 'line-9' }]);

  // Is given what is in our discretion, and is told what it costs to lose a plan.
  await tell('asking', told.opened(), told.grandfathered, ...onTime(6));
  await tell('asking', told.rating('good', '2026-02-01T10:00:00.000Z', 'asking'));
  await ask(actors.bo, 'asking', told.asksCredit(2_000));
  await ask(actors.ada, 'asking', told.asksCredit(2_000));
  await ask(actors.ada, 'asking', [
    'DecideConcession',
    { concessionId: 'concession-2', kind: 'free-phone', requested: usd(60_000) },
  ]);
  await ask(actors.ada, 'asking', told.otherwise(2_500));
  await ask(actors.sam, 'asking', told.otherwise(1_500, { remark: 'A friend of the house.' }));
  await ask(actors.ada, 'asking', told.offer);
  for (const each of ['AcceptOffer', 'DiscloseForfeiture', 'ConsentToForfeiture', 'AcceptOffer'])
    await ask(actors.ada, 'asking', told.step(each));
  await ask(actors.ada, 'asking', ['MakeOffer', { offerId: 'offer-2', lineId: 'line-1', parts: ['plan'] }]);
  await ask(actors.ada, 'asking', ['DeclineOffer', { offerId: 'offer-2' }]);
  await personal('DiscloseValue', 'asking', { of: 'concession-1', field: 'remark' });
  await personal('ForgetSubject', 'asking');
  await personal('ForgetSubject', 'asking');

  // Used more than is usual: nothing at our discretion until it is cleared, and what they are entitled to.
  await tell(
    'line-7',
    ...[...MONTHS.map((each) => usage(each)), usage('2026-02', 90_000)].map(ofHeavy),
    ofHeavy(usage('2026-02', 90_000)),
  );
  await followUp();
  await ask(actors.sam, 'heavy', told.asksCredit(500));
  await tell('heavy', told.billedTooMuch);
  await followUp();
  await send('heavy', 'AnswerUsageReview', { flagId: 'line-7:2026-02', answer: 'cleared' }, actors.fraud);
}

const ofHeavy = ([type, body]: Told): Told => [type, { ...body, customerId: 'heavy' }];
