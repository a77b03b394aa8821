import type { DeviceUnlockCommandV1, Guarded, Plain, ProofV1 } from '@tierline/contracts';
import type {
  CustomerId,
  LocalDate,
  Proof,
  RequestId,
  SealedText,
  TelephoneToken,
  TradeInId,
} from '@tierline/device-unlock';
import { unreachable, type EventStore, type Execution } from '@tierline/kernel';
import { circumstances, type ReceivedCommand } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import { deviceToken, receiptToken } from '../tokens.js';
import type { Outlook } from '../sources/outlook.js';
import { removeActivationLock } from './remove-activation-lock.js';

const TYPES = [
  'RequestActivationUnlock',
  'AnswerCredentials',
  'SubmitProof',
  'ConsentToErasure',
  'RemoveActivationLock',
] as const;

/** A command about an activation-lock request, as it comes through a door. */
export type ActivationLockCommandV1 = Extract<DeviceUnlockCommandV1, { type: (typeof TYPES)[number] }>;

/** Takes commands about activation-lock requests: from the door's words to the domain's. `ahead`: what was found of one that begins. */
export function activationLockRequests(of: Aggregates, store: EventStore) {
  const remove = removeActivationLock(of, store);
  return (received: ReceivedCommand & ActivationLockCommandV1, ahead?: Outlook): Promise<Execution> =>
    received.type === 'RemoveActivationLock'
      ? remove(received)
      : of.activationLock({ ...domainCommand(received), ...circumstances(received) }, received.envelope, ahead);
}

/** Whether a command is about an activation-lock request. */
export const isActivationLockCommand = (
  command: ReceivedCommand & DeviceUnlockCommandV1,
): command is ReceivedCommand & ActivationLockCommandV1 => TYPES.some((type) => type === command.type);

function domainCommand({
  type,
  data,
  subject,
}: ReceivedCommand & Exclude<ActivationLockCommandV1, { type: 'RemoveActivationLock' }>) {
  const requestId = subject as RequestId;
  switch (type) {
    case 'RequestActivationUnlock': {
      const { customerId, device, tradeInId, telephone, remark } = data;
      const wish = { requestId, customerId: customerId as CustomerId, device: deviceToken(device) };
      const optional = {
        ...(tradeInId !== undefined && { tradeInId: tradeInId as TradeInId }),
        ...(telephone !== undefined && { telephone: telephone as string as TelephoneToken }),
        ...(remark !== undefined && { remark: remark as string as SealedText }),
      };
      return { type, data: { ...wish, ...optional } };
    }
    case 'AnswerCredentials':
      return { type, data: { requestId, credentials: data.credentials } };
    case 'SubmitProof':
      return { type, data: { requestId, proof: domainProof(data.proof) } };
    case 'ConsentToErasure':
      return { type, data: { requestId } };
    default:
      return unreachable(type);
  }
}

function domainProof(proof: Guarded<Plain<ProofV1>>): Proof {
  switch (proof.kind) {
    case 'purchase':
      return {
        kind: proof.kind,
        device: deviceToken(proof.device),
        purchasedOn: proof.purchasedOn as LocalDate,
        seller: proof.seller,
        price: { ...proof.price },
        receiptNumber: receiptToken(proof.receiptNumber),
      };
    case 'identity-document':
      return { kind: proof.kind, document: proof.document };
    case 'customer-word':
      return { kind: proof.kind };
    default:
      return unreachable(proof);
  }
}
