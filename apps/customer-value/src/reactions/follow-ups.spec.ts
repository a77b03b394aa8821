import { describe, expect, it } from '@jest/globals';
import { ENTITLEMENT, LINE_USAGE } from '@tierline/customer-value';
import { ada, customerStream, fraud, sam, service, type Service } from '../testing/service.js';
import * as told from '../testing/told.js';
import { tell, usage, usd } from '../testing/told.js';

const months = ['2025-10', '2025-11', '2025-12', '2026-01'];
const flag = 'line-1:2026-02';
const flagged = async () => {
  const found = await tell(service(), told.opened(), ...months.map((each) => usage(each)), usage('2026-02', 90_000));
  await found.followUp();
  return found;
};
const claims = ({ stored }: Service) =>
  stored()
    .filter(({ stream }) => stream.startsWith(`${ENTITLEMENT}-`))
    .map(({ type, data }) => ({ type, ...data }));

describe('a line that used more than is usual', () => {
  it('CV-20, CV-21: is flagged on its own stream, and the review is opened once on its customer’s', async () => {
    const found = await flagged();
    expect(found.typesIn(`${LINE_USAGE}-line-1`).at(-1)).toBe('UnusualUsageFlagged');
    expect(found.typesIn(customerStream())).toEqual(['CustomerOpened', 'UsageReviewOpened']);
    expect((await found.customer()).reviews.get(flag as never)).toMatchObject({ status: 'open', period: '2026-02' });
  });

  it('CV-20: is left alone as long as it used what is usual for it', async () => {
    const found = await tell(service(), told.opened(), ...months.map((each) => usage(each)), usage('2026-02', 33_000));
    await found.followUp();
    expect(found.typesIn(customerStream())).toEqual(['CustomerOpened']);
  });

  it('CV-21: is reviewed also when nothing else is known of its customer', async () => {
    const found = await tell(service(), ...months.map((each) => usage(each)), usage('2026-02', 90_000));
    await found.followUp();
    expect(found.typesIn(customerStream())).toEqual(['UsageReviewOpened']);
  });

  it('CV-21: is opened for review also when the id of the line is as long as ids can be', async () => {
    const found = service();
    const subject = 'l'.repeat(64);
    for (const each of [...months.map((month) => usage(month)), usage('2026-02', 90_000)])
      await found.request(...each, { subject });
    await found.followUp();
    const body = { flagId: `${subject}:2026-02`, answer: 'confirmed' };
    expect(await found.request('AnswerUsageReview', body, { actor: fraud })).toMatchObject({ outcome: 'accepted' });
  });

  it('CV-21: gets nothing at our discretion until it is cleared, and everything that it is entitled to', async () => {
    const found = await flagged();
    expect(await found.request(...told.asksCredit(1_000), { actor: sam })).toMatchObject({
      reason: 'paused-for-review',
    });
    await tell(found, told.billedTooMuch);
    await found.followUp();
    expect(claims(found)).toMatchObject([{ type: 'EntitlementGranted', granted: usd(2_500) }]);
    await found.request('AnswerUsageReview', { flagId: flag, answer: 'cleared' }, { actor: fraud });
    expect(await found.request(...told.asksCredit(500), { actor: ada })).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a bill that asked for too much', () => {
  it('CV-09, RT-14: leads to one claim, which is granted once', async () => {
    const found = await tell(service(), told.billedTooMuch);
    await found.followUp();
    await found.followUp();
    expect(claims(found)).toMatchObject([{ type: 'EntitlementGranted', outcome: 'entitled', granted: usd(2_500) }]);
  });

  it('CV-09: leads to a no that says why when nothing was owed', async () => {
    const [type, body] = told.billedTooMuch;
    const found = await tell(service(), [type, { ...body, owed: usd(9_000) }]);
    await found.followUp();
    expect(claims(found)).toMatchObject([{ type: 'EntitlementDenied', reason: 'nothing-owed' }]);
  });
});

describe('a fault that was verified', () => {
  const three = ['c1', 'c2', 'c3'].map((each) => told.fault(each));

  it('CV-23, RT-14: leads to what the days without service are worth', async () => {
    const found = await tell(service(), told.plan(6_000), told.fault('c1'));
    await found.followUp();
    expect(claims(found)).toMatchObject([{ type: 'EntitlementGranted', granted: usd(600) }]);
  });

  it('RT-14: is paid for all the same when what the line costs is told afterwards, for each of several faults', async () => {
    const found = await tell(service(), ...three);
    await found.followUp();
    expect(claims(found).map(({ type }) => type)).toEqual([
      'EntitlementDenied',
      'EntitlementDenied',
      'EntitlementDenied',
    ]);
    await tell(found, told.plan(6_000));
    await found.followUp();
    const granted = claims(found).filter(({ type }) => type === 'EntitlementGranted');
    expect(granted).toMatchObject(
      three.map(([, body]) => ({
        granted: usd(600),
        claim: { ...('complaintId' in body && { complaintId: body.complaintId }) },
      })),
    );
  });

  it('has an end of its own, so that whoever looks for the outcome of the command finds one', async () => {
    const found = await tell(service(), ...three);
    await found.followUp();
    await tell(found, told.plan(6_000));
    await found.followUp();
    const plan = found.stored().find(({ type }) => type === 'PlanTaken');
    const ended = found.stored().filter(({ metadata }) => metadata.$causationId === plan?.id);
    expect(ended.map(({ type }) => type)).toEqual(['EntitlementGranted']);
  });

  it('RT-14: is paid for once, whatever plans the line takes after it', async () => {
    const found = await tell(service(), told.plan(6_000), told.fault('c1'));
    await found.followUp();
    await tell(found, told.plan(9_000, { takenOn: '2025-10-01' }));
    await found.followUp();
    expect(claims(found).map(({ type }) => type)).toEqual(['EntitlementGranted', 'CommandHadNoEffect']);
  });

  it('RT-14: is not claimed for again by the plan of another line', async () => {
    const found = await tell(service(), told.fault('c1'));
    await found.followUp();
    await tell(found, told.plan(6_000, { lineId: 'line-2' }));
    await found.followUp();
    expect(claims(found)).toMatchObject([{ type: 'EntitlementDenied', reason: 'no-grounds' }]);
  });
});
