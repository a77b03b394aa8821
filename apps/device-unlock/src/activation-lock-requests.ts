import type { DeviceUnlockCommandV1, Guarded, Plain, ProofV1, Token } from '@tierline/contracts';
import {
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  deviceUnlockRegistry,
  PURCHASE_RECORD,
  purchaseRecordDecider,
  type ActivationLockRequest,
  type ActivationLockRequestCommand,
  type CustomerId,
  type DeviceToken,
  type DeviceUnlockPolicyValues,
  type LocalDate,
  type Proof,
  type PurchaseRecord,
  type ReceiptToken,
  type RequestId,
  type SealedText,
  type TelephoneToken,
  type TradeInId,
} from '@tierline/device-unlock';
import {
  executor,
  noFacts,
  readFact,
  streamName,
  unreachable,
  type Digest,
  type EventStore,
  type Execution,
  type Fact,
  type Policies,
  type Undecided,
} from '@tierline/kernel';
import type { ReceivedCommand } from '@tierline/platform';

/** What the application of device unlock is made of. */
export interface Parts {
  readonly store: EventStore;
  readonly digest: Digest;
  readonly policies: Policies<DeviceUnlockPolicyValues>;
  readonly build: string;
}

/** A command about an activation-lock request, as it comes through a door. */
export type ActivationLockCommandV1 = Exclude<DeviceUnlockCommandV1, { type: 'RecordPurchase' }>;

/** Takes commands about activation-lock requests: from the door's words to the domain's, and to the executor. */
export function activationLockRequests(parts: Parts) {
  const execute = executor({
    ...parts,
    decider: activationLockRequestDecider,
    creates: ['RequestActivationUnlock'],
    registry: deviceUnlockRegistry,
    gather: async (command: Undecided<ActivationLockRequestCommand>, state) =>
      command.type === 'SubmitProof'
        ? { ...command, facts: { purchase: await purchaseFact(parts.store, state) } }
        : noFacts(command),
  });
  return (received: ReceivedCommand & ActivationLockCommandV1): Promise<Execution> =>
    execute(
      streamName(ACTIVATION_LOCK_REQUEST, received.subject),
      { ...domainCommand(received), ...circumstances(received) },
      received.envelope,
    );
}

/** The domain has names of its own for what the directory made. */
export const deviceToken = (token: Token<'device'>) => token as string as DeviceToken;
export const receiptToken = (token: Token<'receipt'>) => token as string as ReceiptToken;

export const circumstances = ({ id, at, actor }: ReceivedCommand) => ({ id, at, actor });

/** What the maker says of the device that the request is about; of no device, while there is no request. */
async function purchaseFact(store: EventStore, request: ActivationLockRequest): Promise<Fact<PurchaseRecord | null>> {
  const device = request.status === 'none' ? '' : request.unlock.device;
  const stream = streamName(PURCHASE_RECORD, device);
  const { value, ...place } = await readFact(store, deviceUnlockRegistry, stream, purchaseRecordDecider);
  return { ...place, value: value.status === 'none' ? null : value };
}

function domainCommand({ type, data, subject }: ReceivedCommand & ActivationLockCommandV1) {
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
    case 'RemoveActivationLock':
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
