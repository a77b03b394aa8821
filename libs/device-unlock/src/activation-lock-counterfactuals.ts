import { unreachable, type LocalDate, type RecordedDecision } from '@tierline/kernel';
import type {
  ActivationLockRequestCommand,
  ReconsiderProof,
  RemoveActivationLock,
  SubmitProof,
} from './activation-lock-request.commands.js';
import type { ActivationLockRequestRejection } from './activation-lock-request.rejections.js';
import type {
  ActivationLockRequest,
  ActivationLockRequestEvent,
  ProofRefused,
} from './activation-lock-request.events.js';
import type { Dated } from './dated.js';
import type { BlockingCondition } from './device.events.js';
import { nearestProof, type ProofChange } from './nearest-proof.js';
import { recordedPurchases } from './purchase-record.events.js';
import type { Purchase } from './values.js';

type EventType = ActivationLockRequestEvent['type'];

/** What would have had to be different for a yes. */
export type ActivationLockCounterfactual =
  | { readonly kind: 'proof'; readonly changes: readonly ProofChange[] }
  /** Only a receipt can be a proof (DU-04). */
  | { readonly kind: 'proof-kind'; readonly to: 'purchase' }
  /** The receipt would have had to be of this day or an earlier one. */
  | { readonly kind: 'proof-day'; readonly latest: LocalDate }
  /** The maker would have had to have exactly one record, and one that the proof matches (DU-07). */
  | { readonly kind: 'record'; readonly to: 'recorded' }
  /** These would have had to happen before, in this order. */
  | { readonly kind: 'before'; readonly events: readonly EventType[] }
  /** This would have had not to happen. */
  | { readonly kind: 'without'; readonly event: EventType }
  | { readonly kind: 'another-request-id' }
  /** Somebody would have had to review the source (DU-15). */
  | { readonly kind: 'source-reviewed' }
  /** The retailer would have had to confirm the sale (DU-07). */
  | { readonly kind: 'retailer'; readonly to: 'sold' }
  /** The device would have had to be clear of these (DU-09). */
  | { readonly kind: 'device-clear'; readonly of: readonly BlockingCondition[] }
  /** The device's stream would have had to be free, to have issued the unlock, or to have refused it (DU-13). */
  | { readonly kind: 'device'; readonly to: 'free' | 'issued' | 'refused' };

/** What would have had to be different in a recorded decision: each alone leads to a yes, or to the next thing to wait for. */
export function activationLockCounterfactuals({
  refusal,
  events,
  command: recorded,
  before,
}: RecordedDecision<ActivationLockRequest, ActivationLockRequestEvent>): readonly ActivationLockCounterfactual[] {
  // The executor stores no reason and no command but this decider's own.
  const command = recorded as unknown as ActivationLockRequestCommand;
  if (refusal) return [ofRefusal(refusal.reason as ActivationLockRequestRejection, command, before)];
  return events.flatMap((event): readonly ActivationLockCounterfactual[] => {
    switch (event.type) {
      case 'PurchaseRecordMissing':
        return [{ kind: 'record', to: 'recorded' }];
      case 'ProofRefused':
        return ofRefusedProof(event, command as SubmitProof | ReconsiderProof, before);
      case 'ActivationUnlockDenied':
        if (event.data.reason === 'device-blocked') return [{ kind: 'device-clear', of: event.data.because }];
        return [{ kind: 'device', to: 'free' }];
      case 'ActivationUnlockRequested':
      case 'AccountCredentialsAsked':
      case 'SelfServiceAdvised':
      case 'ProofOfPurchaseRequired':
      case 'ProofMatched':
      case 'ErasureConsented':
      case 'ActivationLockRemoved':
      case 'SellerFlagged':
        return [];
      default:
        return unreachable(event);
    }
  });
}

function ofRefusedProof(
  { data }: ProofRefused,
  command: SubmitProof | ReconsiderProof,
  before: ActivationLockRequest,
): readonly ActivationLockCounterfactual[] {
  if (data.reason === 'not-sold') return [{ kind: 'retailer', to: 'sold' }];
  if (data.reason !== 'fields-differ') return [{ kind: 'proof-kind', to: 'purchase' }];
  if (before.status === 'none') return [];
  const proof =
    command.type === 'SubmitProof' ? command.data.proof : before.status === 'proof-pending' && before.pending.proof;
  const record = comparedWith(command, data.record.stream);
  // A record that was filed under another device is no proof's fault, and nothing that a proof says would help.
  if (!proof || proof.kind !== 'purchase' || record?.device !== before.unlock.device) return [];
  return [{ kind: 'proof', changes: nearestProof(before.unlock.device, proof, record, data.fields) }];
}

/** The one purchase that a proof was compared with: the maker's record, or what the retailer told. */
function comparedWith({ type, facts }: SubmitProof | ReconsiderProof, stream: string): Purchase | undefined {
  const { purchase } = facts;
  if (purchase.stream === stream) return purchase.value === null ? undefined : recordedPurchases(purchase.value)[0];
  const enquiry = type === 'ReconsiderProof' ? facts.enquiry.value : null;
  return enquiry?.status === 'answered' && enquiry.answer.kind === 'sold' ? enquiry.answer.purchase : undefined;
}

function ofRefusal(
  reason: ActivationLockRequestRejection,
  command: ActivationLockRequestCommand,
  before: ActivationLockRequest,
): ActivationLockCounterfactual {
  switch (reason) {
    case 'request-already-exists':
      return { kind: 'another-request-id' };
    case 'source-blocked':
      return { kind: 'source-reviewed' };
    case 'closed-by-self-service':
      return { kind: 'without', event: 'SelfServiceAdvised' };
    case 'already-unlocked':
      return { kind: 'without', event: 'ActivationLockRemoved' };
    case 'denied-for-the-device':
      return { kind: 'without', event: 'ActivationUnlockDenied' };
    case 'device-blocked':
      return { kind: 'device-clear', of: (command as RemoveActivationLock).facts.device?.value.blockedBy ?? [] };
    case 'proof-dated-in-the-future':
      return { kind: 'proof-day', latest: (command as Judged).facts.latestDay };
    case 'unlock-not-issued':
      return { kind: 'device', to: 'issued' };
    case 'device-not-refused':
      return { kind: 'device', to: 'refused' };
    case 'request-unknown':
    case 'credentials-not-answered':
    case 'proof-not-matched':
    case 'erasure-not-consented':
      return { kind: 'before', events: WAY.slice(reached(before), neededFor(command.type)) };
    default:
      return unreachable(reason);
  }
}

/** Only a proof that was judged by the day is refused for it. */
type Judged = SubmitProof & { readonly facts: Required<Dated> };

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
    DenyActivationUnlock: after('ActivationUnlockRequested'),
    SubmitProof: after('ProofOfPurchaseRequired'),
    ReconsiderProof: after('ProofOfPurchaseRequired'),
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
    denied: after('ActivationUnlockRequested'),
    unlocked: WAY.length,
  })[status];
