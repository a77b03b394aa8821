import { specify } from '@tierline/kernel/testing';
import { describe, it } from '@jest/globals';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import {
  erasureConsented,
  matched,
  of,
  proofMatched,
  proofRequired,
  receipt,
  record,
} from './testing/activation-lock.js';
import { command, phone, policy, requestId } from './testing/fixtures.js';

const given = specify(activationLockRequestDecider, policy);
const remove = command('RemoveActivationLock', { requestId });

describe('a command that the first release recorded', () => {
  it('DU-10: removes the lock without a word of the device, whose stream did not exist', () => {
    given(...erasureConsented)
      .when(remove)
      .then({ type: 'ActivationLockRemoved', data: { ...of, device: phone, erased: true } });
    given(...proofMatched)
      .when(remove)
      .thenRejected('erasure-not-consented', 'DU-10');
  });

  it('DU-08: flags no seller, as nobody was asked about any', () =>
    given(...proofRequired)
      .when(command('SubmitProof', { requestId, proof: receipt }, { purchase: record }))
      .then(matched));
});
