import { describe, expect, it } from '@jest/globals';
import { ACTIVATION_LOCK_REQUEST } from '@tierline/device-unlock';
import { streamName, type EventMetadata, type StoredEvent } from '@tierline/kernel';
import { activationLockRequestsView as view, type ActivationLockRequestView } from './activation-lock-requests.view.js';

const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';
const stream = streamName(ACTIVATION_LOCK_REQUEST, requestId);
const at = '2026-03-02T10:00:00.000Z';

/** Folds events as they would stand in the stream of one request. */
const fold = (...events: readonly (readonly [type: string, data?: object])[]) =>
  events.reduce<ActivationLockRequestView | undefined>((document, [type, data], revision) => {
    const event = { stream, revision, id: String(revision), type, data: { requestId, at, ...data }, metadata: {} };
    return view.fold(document, { ...event, position: { commit: 0n, prepare: 0n } } as StoredEvent<EventMetadata>);
  }, undefined);

const requested = ['ActivationUnlockRequested', { customerId: 'c1', device: 'token', tradeInId: 't1' }] as const;
const asked = ['AccountCredentialsAsked'] as const;
const required = ['ProofOfPurchaseRequired'] as const;
const fields = [{ field: 'device', result: 'equal' }];

describe('the view of an activation-lock request', () => {
  it('shows who asks and where the request stands, but no token', () => {
    expect(fold(requested, asked)).toMatchObject({
      requestId,
      customerId: 'c1',
      tradeInId: 't1',
      status: 'credentials-asked',
      stateRevision: 1,
    });
    expect(JSON.stringify(fold(requested, asked))).not.toContain('token');
  });

  it.each([
    [[['SelfServiceAdvised']], 'self-service'],
    [[required], 'proof-required'],
    [[required, ['PurchaseRecordMissing', { reason: 'no-record' }]], 'proof-pending'],
    [[required, ['ProofMatched', { fields }]], 'proof-matched'],
    [[required, ['ProofMatched', { fields }], ['ErasureConsented']], 'erasure-consented'],
    [[required, ['ProofMatched', { fields }], ['ErasureConsented'], ['ActivationLockRemoved']], 'unlocked'],
    [
      [required, ['PurchaseRecordMissing', { reason: 'no-record' }], ['ProofRefused', { reason: 'not-sold' }]],
      'proof-required',
    ],
  ] as const)('follows %j to %s', (events, status) => {
    expect(fold(requested, asked, ...events)?.status).toBe(status);
  });

  it('DU-04: keeps a matched proof when an identity document is refused after it', () => {
    const document = fold(
      requested,
      asked,
      required,
      ['ProofMatched', { fields }],
      ['ProofRefused', { reason: 'identity-document' }],
    );
    expect(document?.status).toBe('proof-matched');
    expect(document?.proofs.map(({ result }) => result)).toEqual(['matched', 'refused']);
  });

  it('DU-08: shows what a flagged seller means for warranty and proof', () => {
    const flagged = { standing: 'liquidating', warranty: 'none', proof: 'maker-record-only' };
    const document = fold(requested, asked, required, ['SellerFlagged', { ...flagged, register: {} }]);
    expect(document).toMatchObject({ status: 'proof-required', flaggedSeller: flagged });
  });

  it('DU-09: shows which conditions of the device forbid the unlock', () => {
    const denied = { reason: 'device-blocked', because: ['stolen', 'managed'] };
    expect(fold(requested, asked, ['ActivationUnlockDenied', denied])).toMatchObject({
      status: 'credentials-asked',
      denied,
    });
  });

  it('shows what was refused and by which rule, and keeps the ETag of the last change', () => {
    const refusal = { command: 'RemoveActivationLock', reason: 'erasure-not-consented', rule: 'DU-10' };
    const document = fold(requested, asked, required, ['CommandRefused', refusal], ['CommandHadNoEffect', {}]);
    expect(document).toMatchObject({ stateRevision: 2, refusals: [refusal] });
  });

  it('is made of the streams of requests only', () => {
    const other = { stream: streamName('device_unlock.purchase_record', 'token') } as StoredEvent<EventMetadata>;
    expect(view.key(other)).toBeUndefined();
    expect(view.key({ ...other, stream })).toBe(requestId);
  });

  it('stops at an event that cannot stand where it stands', () => {
    expect(() => fold(required)).toThrow('no request precedes it');
    expect(() => fold(requested, ['Exploded'])).toThrow('cannot be shown');
  });
});
