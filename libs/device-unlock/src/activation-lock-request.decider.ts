import { reject, unreachable, type Decider, type Rejection, type RuleId } from '@tierline/kernel';
import type {
  ActivationLockRequestCommand,
  AnswerCredentials,
  ConsentToErasure,
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
import { isAsPending, judgeProof, refuseNoProof } from './judge-proof.js';
import type { DeviceUnlockPolicyValues } from './policy-values.js';

/** Why a command on a request was refused, with the rule that each reason rests on. */
export const ACTIVATION_LOCK_REQUEST_REJECTIONS = {
  'request-already-exists': 'DU-01',
  'request-unknown': 'DU-01',
  'credentials-not-answered': 'DU-02',
  'closed-by-self-service': 'DU-02',
  'proof-not-matched': 'DU-03',
  'erasure-not-consented': 'DU-10',
  'already-unlocked': 'DU-10',
} as const satisfies Record<string, RuleId>;

export type ActivationLockRequestRejection = keyof typeof ACTIVATION_LOCK_REQUEST_REJECTIONS;

type Decision = readonly ActivationLockRequestEvent[] | Rejection<ActivationLockRequestRejection>;
/** Who asks, and by which channel, is not among the things that a decision can rest on (DU-05). */
type Decidable<Command> = Omit<Command, 'actor'>;

/** What is missing where no proof has matched, or why none is wanted any more. */
const UNPROVEN = {
  none: 'request-unknown',
  'credentials-asked': 'credentials-not-answered',
  'proof-required': 'proof-not-matched',
  'proof-pending': 'proof-not-matched',
  'self-service': 'closed-by-self-service',
  unlocked: 'already-unlocked',
} as const satisfies Record<
  Exclude<ActivationLockRequest['status'], 'proof-matched' | 'erasure-consented'>,
  ActivationLockRequestRejection
>;

const no = (reason: ActivationLockRequestRejection) => reject(reason, ACTIVATION_LOCK_REQUEST_REJECTIONS[reason]);

/** Decides on removing the maker's account lock from a device (DU-01 to DU-07, DU-10). */
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
      case 'ConsentToErasure':
        return consentToErasure(command, state);
      case 'RemoveActivationLock':
        return removeActivationLock(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveActivationLockRequest,
};

function requestActivationUnlock(
  { data, at }: Decidable<RequestActivationUnlock>,
  state: ActivationLockRequest,
): Decision {
  if (state.status === 'none') {
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
  { proofMatch }: DeviceUnlockPolicyValues,
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
      const judged = judgeProof(proof, state.unlock, facts.purchase, proofMatch, at);
      return state.status === 'proof-pending' && isAsPending(judged, state.pending) ? [] : [judged];
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

function removeActivationLock({ data, at }: Decidable<RemoveActivationLock>, state: ActivationLockRequest): Decision {
  const { requestId } = data;
  if (state.status === 'erasure-consented') {
    const { device } = state.unlock;
    return [{ type: 'ActivationLockRemoved', data: { requestId, at, device, erased: true } }];
  }
  if (state.status === 'unlocked') return [];
  return no(state.status === 'proof-matched' ? 'erasure-not-consented' : UNPROVEN[state.status]);
}
