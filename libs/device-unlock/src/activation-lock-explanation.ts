import { unreachable, type EventMetadata, type RuleId, type StoredEvent } from '@tierline/kernel';
import type { ActivationLockRequestCommand, SubmitProof } from './activation-lock-request.commands.js';
import {
  activationLockRequestDecider,
  type ActivationLockRequestRejection,
} from './activation-lock-request.decider.js';
import type { ActivationLockRequest, ActivationLockRequestEvent } from './activation-lock-request.events.js';
import { nearestProof, type ProofChange } from './nearest-proof.js';
import { recordedPurchases } from './purchase-record.events.js';
import { explain, recordedDecisions, type Explanation, type RecordedDecision } from './recorded-decisions.js';

type EventType = ActivationLockRequestEvent['type'];
type Decision = RecordedDecision<ActivationLockRequest, ActivationLockRequestEvent>;

/** What would have had to be different for a yes. */
export type ActivationLockCounterfactual =
  | { readonly kind: 'proof'; readonly changes: readonly ProofChange[] }
  /** Only a receipt can be a proof (DU-04). */
  | { readonly kind: 'proof-kind'; readonly to: 'purchase' }
  /** The maker would have had to have exactly one record, and one that the proof matches (DU-07). */
  | { readonly kind: 'record'; readonly to: 'recorded' }
  /** These would have had to happen before, in this order. */
  | { readonly kind: 'before'; readonly events: readonly EventType[] }
  /** This would have had not to happen. */
  | { readonly kind: 'without'; readonly event: EventType }
  | { readonly kind: 'another-request-id' };

/**
 * Explains every decision of an activation-lock request, recomputed from its stream: inputs, facts with revision, every
 * field's result, rules, policy version, and what would have had to be different.
 *
 * @param history the whole stream from revision 0
 */
export const explainActivationLockRequest = (
  history: readonly StoredEvent<EventMetadata>[],
): readonly Explanation<ActivationLockCounterfactual>[] =>
  recordedDecisions(history, activationLockRequestDecider).map((decision) =>
    explain(decision, rulesOf, counterfactuals(decision)),
  );

const RULES = {
  ActivationUnlockRequested: ['DU-01'],
  AccountCredentialsAsked: ['DU-02'],
  SelfServiceAdvised: ['DU-02'],
  ProofOfPurchaseRequired: ['DU-03'],
  ProofRefused: ['DU-03', 'DU-06'],
  ProofMatched: ['DU-03', 'DU-06'],
  PurchaseRecordMissing: ['DU-07'],
  ErasureConsented: ['DU-10'],
  ActivationLockRemoved: ['DU-03', 'DU-10'],
} as const satisfies Record<EventType, readonly RuleId[]>;

const rulesOf = (event: ActivationLockRequestEvent): readonly RuleId[] =>
  event.type === 'ProofRefused' && event.data.reason !== 'fields-differ' ? ['DU-04'] : RULES[event.type];

function counterfactuals(decision: Decision): readonly ActivationLockCounterfactual[] {
  const { refusal, events, command, before } = decision;
  // The executor stores no reason and no command but this decider's own.
  if (refusal)
    return [
      ofRefusal(
        refusal.reason as ActivationLockRequestRejection,
        command.type as ActivationLockRequestCommand['type'],
        before,
      ),
    ];
  return events.flatMap((event): ActivationLockCounterfactual[] => {
    if (event.type === 'PurchaseRecordMissing') return [{ kind: 'record', to: 'recorded' }];
    if (event.type !== 'ProofRefused') return [];
    if (event.data.reason !== 'fields-differ') return [{ kind: 'proof-kind', to: 'purchase' }];
    const { data, facts } = command as unknown as SubmitProof;
    const [record] = facts.purchase.value === null ? [] : recordedPurchases(facts.purchase.value);
    if (data.proof.kind !== 'purchase' || record === undefined || before.status === 'none') return [];
    // A record that was filed under another device is no proof's fault, and nothing that a proof says would help.
    if (record.device !== before.unlock.device) return [];
    return [{ kind: 'proof', changes: nearestProof(before.unlock.device, data.proof, record, event.data.fields) }];
  });
}

function ofRefusal(
  reason: ActivationLockRequestRejection,
  command: ActivationLockRequestCommand['type'],
  before: ActivationLockRequest,
): ActivationLockCounterfactual {
  switch (reason) {
    case 'request-already-exists':
      return { kind: 'another-request-id' };
    case 'closed-by-self-service':
      return { kind: 'without', event: 'SelfServiceAdvised' };
    case 'already-unlocked':
      return { kind: 'without', event: 'ActivationLockRemoved' };
    case 'request-unknown':
    case 'credentials-not-answered':
    case 'proof-not-matched':
    case 'erasure-not-consented':
      return { kind: 'before', events: WAY.slice(reached(before), neededFor(command)) };
    default:
      return unreachable(reason);
  }
}

/** What has to happen before a lock is removed, in order. */
const WAY = [
  'ActivationUnlockRequested',
  'ProofOfPurchaseRequired',
  'ProofMatched',
  'ErasureConsented',
] as const satisfies readonly EventType[];

const after = (event: (typeof WAY)[number]) => WAY.indexOf(event) + 1;

/** How much of the way lies before a command. */
const neededFor = (command: ActivationLockRequestCommand['type']): number =>
  ({
    RequestActivationUnlock: 0,
    AnswerCredentials: after('ActivationUnlockRequested'),
    SubmitProof: after('ProofOfPurchaseRequired'),
    ConsentToErasure: after('ProofMatched'),
    RemoveActivationLock: after('ErasureConsented'),
  })[command];

/** How much of the way a request has gone. */
const reached = ({ status }: ActivationLockRequest): number =>
  ({
    none: 0,
    'credentials-asked': after('ActivationUnlockRequested'),
    'proof-required': after('ProofOfPurchaseRequired'),
    'proof-pending': after('ProofOfPurchaseRequired'),
    'proof-matched': after('ProofMatched'),
    'erasure-consented': after('ErasureConsented'),
    'self-service': after('ActivationUnlockRequested'),
    unlocked: WAY.length,
  })[status];
