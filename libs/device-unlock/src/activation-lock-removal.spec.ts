import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import {
  consent,
  remove,
  refused,
  licenceRefused,
  consented,
  removed,
  credentialsAsked,
  proofRequired,
  proofMatched,
  erasureConsented,
  unlocked,
  bySelf,
} from './testing/activation-lock.js';
import { policy } from './testing/fixtures.js';

const given = specify(activationLockRequestDecider, policy);

describe('the consent to the erasure', () => {
  it('DU-10: is taken once the proof has matched', () =>
    given(...proofMatched)
      .when(consent)
      .then(consented));
  it('DU-10: changes nothing when it comes again', () => {
    given(...erasureConsented)
      .when(consent)
      .thenNothing();
    given(...unlocked)
      .when(consent)
      .thenNothing();
  });
  it('DU-03: is refused without a matched proof', () =>
    given(...proofRequired)
      .when(consent)
      .thenRejected('proof-not-matched', 'DU-03'));
  it('DU-02: is refused while the credentials are asked for, and when they were known', () => {
    given(...credentialsAsked)
      .when(consent)
      .thenRejected('credentials-not-answered', 'DU-02');
    given(...bySelf)
      .when(consent)
      .thenRejected('closed-by-self-service', 'DU-02');
  });
  it('DU-01: is refused where nothing was requested', () =>
    given().when(consent).thenRejected('request-unknown', 'DU-01'));
});

describe('the removal of the lock', () => {
  it('DU-10: erases the device, and takes place after the consent', () =>
    given(...erasureConsented)
      .when(remove())
      .then(removed));
  it('DU-10: changes nothing when it comes again', () =>
    given(...unlocked)
      .when(remove())
      .thenNothing());
  it('DU-10: is refused without consent', () =>
    given(...proofMatched)
      .when(remove())
      .thenRejected('erasure-not-consented', 'DU-10'));
  it('DU-03: is refused after a proof that did not match', () =>
    given(...proofRequired, refused, licenceRefused)
      .when(remove())
      .thenRejected('proof-not-matched', 'DU-03'));
  it('DU-02: is refused while the credentials are asked for, and when they were known', () => {
    given(...credentialsAsked)
      .when(remove())
      .thenRejected('credentials-not-answered', 'DU-02');
    given(...bySelf)
      .when(remove())
      .thenRejected('closed-by-self-service', 'DU-02');
  });
  it('DU-01: is refused where nothing was requested', () =>
    given().when(remove()).thenRejected('request-unknown', 'DU-01'));
});
