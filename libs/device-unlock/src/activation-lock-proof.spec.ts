import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import {
  of,
  submit,
  consent,
  remove,
  recordedAt,
  record,
  cited,
  noRecord,
  receipt,
  wrongReceipt,
  licence,
  fieldsOf,
  matched,
  refused,
  licenceRefused,
  missing,
  consented,
  credentialsAsked,
  proofRequired,
  proofPending,
  proofMatched,
  erasureConsented,
  unlocked,
  bySelf,
} from './testing/activation-lock.js';
import { policy, otherPhone, purchase } from './testing/fixtures.js';

const given = specify(activationLockRequestDecider, policy);

describe('a proof of purchase', () => {
  it('DU-03, DU-06: that matches the record is accepted, with every field and the record that it was compared with', () =>
    given(...proofRequired)
      .when(submit(receipt))
      .then(matched));

  it.each([[proofMatched], [erasureConsented]])('DU-03: changes nothing once one has matched', (history) => {
    given(...history)
      .when(submit(receipt))
      .thenNothing();
    given(...history)
      .when(submit(wrongReceipt))
      .thenNothing();
  });

  it('DU-03, DU-06: that differs is refused, with every field, and leaves the request waiting for another', () => {
    given(...proofRequired)
      .when(submit(wrongReceipt))
      .then(refused);
    given(...proofRequired, refused)
      .when(submit(receipt))
      .then(matched);
  });

  it('DU-03: that belongs to another device is refused, even if that purchase is on record', () => {
    const elsewhere = { ...purchase, device: otherPhone };
    given(...proofRequired)
      .when(submit({ kind: 'purchase', ...elsewhere }, recordedAt({ status: 'recorded', purchase: elsewhere })))
      .then({
        type: 'ProofRefused',
        data: { ...of, reason: 'fields-differ', fields: fieldsOf(elsewhere, elsewhere), record: cited },
      });
  });

  it('DU-02: is not looked at before the credentials were asked for and answered', () =>
    given(...credentialsAsked)
      .when(submit(receipt))
      .thenRejected('credentials-not-answered', 'DU-02'));
  it('DU-02: is refused once the customer has unlocked by themselves', () =>
    given(...bySelf)
      .when(submit(receipt))
      .thenRejected('closed-by-self-service', 'DU-02'));
  it('DU-10: is refused once the lock is removed', () =>
    given(...unlocked)
      .when(submit(receipt))
      .thenRejected('already-unlocked', 'DU-10'));
  it('DU-01: is refused where nothing was requested', () =>
    given().when(submit(receipt)).thenRejected('request-unknown', 'DU-01'));
});

describe('a proof without one record to compare it with', () => {
  it('DU-07: is neither accepted nor refused, and is kept', () =>
    given(...proofRequired)
      .when(submit(receipt, noRecord))
      .then(missing));

  it('DU-07: changes nothing when it comes again and nothing more is known', () =>
    given(...proofPending)
      .when(submit(receipt, noRecord))
      .thenNothing());

  it('DU-07: is replaced by another one', () =>
    given(...proofPending)
      .when(submit(wrongReceipt, noRecord))
      .then({ ...missing, data: { ...missing.data, proof: wrongReceipt } }));

  it('DU-07: is decided on once there is a record', () => {
    given(...proofPending)
      .when(submit(receipt))
      .then(matched);
    given(...proofPending)
      .when(submit(wrongReceipt))
      .then(refused);
  });

  it('DU-07: stays undecided while records contradict one another, even if it agrees with one of them', () => {
    const kiosk = { ...purchase, seller: 'Kiosk' };
    const both = recordedAt({ status: 'contradicted', purchases: [purchase, kiosk] }, 1);
    given(...proofRequired)
      .when(submit(receipt, both))
      .then({
        type: 'PurchaseRecordMissing',
        data: {
          ...of,
          reason: 'records-contradict',
          proof: receipt,
          matches: [fieldsOf(receipt), fieldsOf(receipt, kiosk)],
          record: { stream: record.stream, revision: 1 },
        },
      });
  });

  it('DU-03: does not let the lock be removed', () => {
    given(...proofPending)
      .when(consent)
      .thenRejected('proof-not-matched', 'DU-03');
    given(...proofPending)
      .when(remove())
      .thenRejected('proof-not-matched', 'DU-03');
  });
});

describe('an identity document', () => {
  it.each(['drivers-licence', 'passport', 'identity-card', 'other'] as const)(
    'DU-04: is refused as proof: %s',
    (document) =>
      given(...proofRequired)
        .when(submit({ kind: 'identity-document', document }))
        .then({ type: 'ProofRefused', data: { ...of, reason: 'identity-document', document } }),
  );

  it('DU-04: is refused as often as it is offered', () =>
    given(...proofRequired, licenceRefused)
      .when(submit(licence))
      .then(licenceRefused));

  it('DU-04: takes nothing away from a receipt that waits or has matched', () => {
    given(...proofPending, licenceRefused)
      .when(submit(receipt, noRecord))
      .thenNothing();
    given(...proofMatched, licenceRefused)
      .when(consent)
      .then(consented);
  });
});

it("DU-04: the customer's word is refused as proof", () =>
  given(...proofRequired)
    .when(submit({ kind: 'customer-word' }))
    .then({ type: 'ProofRefused', data: { ...of, reason: 'customer-word' } }));
