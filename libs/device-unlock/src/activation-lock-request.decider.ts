import { unreachable, type Decider, type Rejection } from '@tierline/kernel';
import type {
  ActivationLockRequestCommand,
  AnswerCredentials,
  ConsentToErasure,
  DenyActivationUnlock,
  ReconsiderProof,
  RemoveActivationLock,
  RequestActivationUnlock,
  SubmitProof,
} from './activation-lock-request.commands.js';
import {
  evolveActivationLockRequest,
  isClosed,
  type ActivationLockRequest,
  type ActivationLockRequestEvent,
} from './activation-lock-request.events.js';
import { no, UNPROVEN, type ActivationLockRequestRejection } from './activation-lock-request.rejections.js';
import { isAhead } from './dated.js';
import { isHeldBy, isTakenFrom } from './device-standing.js';
import { flagSeller, isAsPending, judgeByRetailer, judgeProof, refuseNoProof } from './judge-proof.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { cite } from './values.js';

type Decision = readonly ActivationLockRequestEvent[] | Rejection<ActivationLockRequestRejection>;
/** Who asks, and by which channel, is not among the things that a decision can rest on (DU-05). */
type Decidable<Command> = Omit<Command, 'actor'>;

/** Decides on removing the maker's account lock from a device (DU-01 to DU-10). */
export const activationLockRequestDecider: Decider<
  ActivationLockRequestCommand,
  ActivationLockRequestEvent,
  ActivationLockRequest,
  ActivationLockRequestRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state, policy) => {
    switch (command.type) {
      case 'RequestActivationUnlock':
        return requestActivationUnlock(command, state);
      case 'AnswerCredentials':
        return answerCredentials(command, state);
      case 'SubmitProof':
        return submitProof(command, state, policy.values);
      case 'ReconsiderProof':
        return reconsiderProof(command, state, policy.values);
      case 'ConsentToErasure':
        return consentToErasure(command, state);
      case 'RemoveActivationLock':
        return removeActivationLock(command, state);
      case 'DenyActivationUnlock':
        return denyActivationUnlock(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveActivationLockRequest,
};

function requestActivationUnlock(
  { data, at, facts }: Decidable<RequestActivationUnlock>,
  state: ActivationLockRequest,
): Decision {
  if (state.status === 'none') {
    if (facts.source?.value.status === 'blocked') return no('source-blocked');
    const { requestId } = data;
    return [
      { type: 'ActivationUnlockRequested', data: { ...data, at } },
      { type: 'AccountCredentialsAsked', data: { requestId, at } },
    ];
  }
  const { customerId, device, tradeInId } = state.unlock;
  const isSame = data.customerId === customerId && data.device === device && data.tradeInId === tradeInId;
  return isSame ? [] : no('request-already-exists');
}

function answerCredentials({ data, at }: Decidable<AnswerCredentials>, state: ActivationLockRequest): Decision {
  const { requestId, credentials } = data;
  if (state.status === 'none') return no('request-unknown');
  if (state.status === 'denied') return no('denied-for-the-device');
  if (credentials === 'unknown') {
    if (state.status === 'self-service') return no('closed-by-self-service');
    return state.status === 'credentials-asked' ? [{ type: 'ProofOfPurchaseRequired', data: { requestId, at } }] : [];
  }
  if (state.status === 'self-service') return [];
  if (state.status === 'unlocked') return no('already-unlocked');
  // Credentials that are remembered late still spare the customer everything else.
  return [{ type: 'SelfServiceAdvised', data: { requestId, at } }];
}

function submitProof(
  { data, at, facts }: Decidable<SubmitProof>,
  state: ActivationLockRequest,
  { proofMatch, sellers }: DeviceUnlockPolicyValues,
): Decision {
  const { proof, requestId } = data;
  if (state.status === 'none' || isClosed(state)) return no(UNPROVEN[state.status]);
  // What is no proof for anybody is refused whatever else the request waits for (DU-04).
  if (proof.kind !== 'purchase') return [refuseNoProof(proof, { requestId, at })];
  switch (state.status) {
    case 'credentials-asked':
      return no(UNPROVEN[state.status]);
    case 'proof-matched':
    case 'erasure-consented':
      return [];
    case 'proof-required':
    case 'proof-pending': {
      if (isAhead(proof.purchasedOn, facts)) return no('proof-dated-in-the-future');
      const judged = judgeProof(proof, state.unlock, facts.purchase, proofMatch, at);
      return state.status === 'proof-pending' && isAsPending(judged, state.pending)
        ? []
        : [...flagSeller(facts.seller, sellers, { requestId, at }), judged];
    }
    default:
      return unreachable(state);
  }
}

function consentToErasure({ data, at }: Decidable<ConsentToErasure>, state: ActivationLockRequest): Decision {
  const { requestId } = data;
  if (state.status === 'proof-matched') return [{ type: 'ErasureConsented', data: { requestId, at } }];
  if (state.status === 'erasure-consented' || state.status === 'unlocked') return [];
  return no(UNPROVEN[state.status]);
}

function reconsiderProof(
  { at, facts }: Decidable<ReconsiderProof>,
  state: ActivationLockRequest,
  values: DeviceUnlockPolicyValues,
): Decision {
  if (state.status === 'none' || state.status === 'credentials-asked' || isClosed(state))
    return no(UNPROVEN[state.status]);
  if (state.status !== 'proof-pending') return [];
  const { proof } = state.pending;
  const judged = judgeProof(proof, state.unlock, facts.purchase, values.proofMatch, at);
  if (judged.type !== 'PurchaseRecordMissing') return [judged];
  const byRetailer = judgeByRetailer(proof, state.unlock, facts.enquiry, facts.seller.value, values, at);
  if (byRetailer) return [byRetailer];
  return isAsPending(judged, state.pending) ? [] : [judged];
}

function removeActivationLock(
  { data: { requestId }, at, facts }: Decidable<RemoveActivationLock>,
  state: ActivationLockRequest,
): Decision {
  if (state.status === 'unlocked') return [];
  if (state.status === 'proof-matched') return no('erasure-not-consented');
  if (state.status !== 'erasure-consented') return no(UNPROVEN[state.status]);
  const { device } = state.unlock;
  const removed = { requestId, at, device, erased: true } as const;
  if (!facts.device) return [{ type: 'ActivationLockRemoved', data: removed }];
  const { blockedBy, unlock } = facts.device.value;
  // What the device's stream has issued is done, whatever was reported since.
  if (unlock.status !== 'activation-lock-removed' || !isHeldBy(facts.device.value, requestId))
    return no(blockedBy.length > 0 ? 'device-blocked' : 'unlock-not-issued');
  return [{ type: 'ActivationLockRemoved', data: { ...removed, unlock: cite(facts.device) } }];
}

function denyActivationUnlock(
  { data: { requestId }, at, facts }: Decidable<DenyActivationUnlock>,
  state: ActivationLockRequest,
): Decision {
  if (state.status === 'denied') return [];
  if (state.status === 'none' || isClosed(state)) return no(UNPROVEN[state.status]);
  const device = cite(facts.device);
  const { blockedBy: because } = facts.device.value;
  if (isHeldBy(facts.device.value, requestId) && facts.device.value.unlock.status !== 'reserved')
    return no('device-not-refused');
  if (because.length > 0)
    return [{ type: 'ActivationUnlockDenied', data: { requestId, at, device, reason: 'device-blocked', because } }];
  return isTakenFrom(facts.device.value, requestId)
    ? [{ type: 'ActivationUnlockDenied', data: { requestId, at, device, reason: 'reserved-for-another-request' } }]
    : no('device-not-refused');
}
