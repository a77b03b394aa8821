import {
  streamName,
  type Actor,
  type Command,
  type CommandId,
  type Fact,
  type Instant,
  type NoFacts,
  type Policy,
} from '@tierline/kernel';
import file from '../../policies/device-unlock@1.json' with { type: 'json' };
import type { DeviceUnlockPolicyValues } from '../policy-values.js';
import { parseDeviceUnlockPolicy } from '../policy.js';
import type { CustomerId, DeviceToken, LocalDate, Purchase, ReceiptToken, RequestId } from '../values.js';

/** The released policy, so that a spec checks the numbers that hold. */
export const policy: Policy<DeviceUnlockPolicyValues> = { ...parseDeviceUnlockPolicy(file), hash: 'spec' };

export const at = '2026-03-02T10:00:00.000Z' as Instant;
export const ada: Actor = { id: 'agent-ada', role: 'tier2-agent', channel: 'phone' };
export const requestId = 'request-1' as RequestId;
export const cleo = 'customer-cleo' as CustomerId;
export const phone = 'device-1' as DeviceToken;
export const otherPhone = 'device-2' as DeviceToken;

/** A purchase as the maker recorded it. */
export const purchase: Purchase = {
  device: phone,
  purchasedOn: '2025-12-20' as LocalDate,
  seller: 'Maker Store Fifth Avenue',
  price: { amountMinor: 99_900, currency: 'USD' },
  receiptNumber: 'receipt-1' as ReceiptToken,
};

/** A command in circumstances that a spec does not care about. */
export const command = <Type extends string, Data extends object, Facts extends object = NoFacts>(
  type: Type,
  data: Data,
  facts: Facts = {} as Facts,
): Command<Type, Data, Facts> => ({ id: 'command-1' as CommandId, at, actor: ada, type, data, facts });

/** What a stream says. Without a revision it is one that exists; a stream that does not has -1. */
export const fact = <Value>(category: string, value: Value, revision = value === null ? -1 : 0): Fact<Value> => ({
  value,
  stream: streamName(category, phone),
  revision,
});
