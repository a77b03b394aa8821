import {
  ACCOUNT_STANDING,
  accountStandingDecider,
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  CARRIER_UNLOCK_REQUEST,
  carrierUnlockRequestDecider,
  CUSTOMER_STANDING,
  customerStandingDecider,
  DEVICE,
  deviceDecider,
  deviceUnlockRegistry,
  PURCHASE_RECORD,
  purchaseRecordDecider,
  RETAILER_ENQUIRY,
  retailerEnquiryDecider,
  sellerStandingDecider,
  TRADE_IN,
  tradeInDecider,
  type ActivationLockRequestCommand,
  type CarrierUnlockRequestCommand,
  type CustomerStandingCommand,
  type DeviceCommand,
  type DeviceUnlockPolicyValues,
  type Lock,
  type AwaitCustomerStanding,
  type AwaitPurchaseRecord,
  type PurchaseRecordCommand,
  type RecordCustomerStanding,
  type RecordDeviceStatus,
  type RecordPurchase,
  type RetailerEnquiryCommand,
  type TradeInCommand,
} from '@tierline/device-unlock';
import { bindingIds, executor, noFacts, streamName, type Envelope, type Undecided } from '@tierline/kernel';
import type { DecisionParts } from '@tierline/platform';
import { endOfBusinessDay } from './deadlines/business-days.js';
import { activationReady, carrierReady, dated, outcomeFact } from './facts/facts-of-steps.js';
import { facts, sellerStream } from './facts/facts.js';
import { factsOfActivationLock } from './activation-lock/facts-of-activation-lock.js';
import { factsOfCarrierUnlock } from './carrier-lock/facts-of-carrier-unlock.js';
import type { Outlook } from './sources/outlook.js';
import { requestSources, type Admit } from './sources/request-sources.js';

/** What the application of device unlock is made of. */
export type Parts = DecisionParts<DeviceUnlockPolicyValues>;

/** The aggregates of device unlock: each takes its commands on the stream that they are about. */
export type Aggregates = ReturnType<typeof aggregates>;

/** Puts together what executes commands, with the facts that each decision rests on. */
export function aggregates(parts: Parts) {
  const { store, digest } = parts;
  const known = facts(store, digest);
  const common = { ...parts, registry: deviceUnlockRegistry };
  const sources = requestSources(parts, known);
  const admit =
    (values: DeviceUnlockPolicyValues, envelope: Envelope, ahead: Outlook | undefined): Admit =>
    (request) =>
      sources.admit(request, values, envelope, ahead);

  const activationLock = executor({
    ...common,
    decider: activationLockRequestDecider,
    creates: ['RequestActivationUnlock'],
    gather: (command: Undecided<ActivationLockRequestCommand>, state, { values }, envelope, ahead?: Outlook) =>
      factsOfActivationLock(known, command, state, admit(values, envelope, ahead)),
  });
  const carrierLock = executor({
    ...common,
    decider: carrierUnlockRequestDecider,
    creates: ['RequestCarrierUnlock'],
    gather: (command: Undecided<CarrierUnlockRequestCommand>, state, { values }, envelope, ahead?: Outlook) =>
      factsOfCarrierUnlock(known, command, state, values, admit(values, envelope, ahead)),
  });
  const device = executor({
    ...common,
    decider: deviceDecider,
    creates: ['RecordDeviceStatus', 'ReserveUnlock'],
    gather: async (command: Undecided<DeviceCommand>) => {
      if (command.type === 'RecordDeviceStatus') return dated(command);
      if (command.type !== 'IssueUnlock') return noFacts(command);
      const { requestId, lock } = command.data;
      const request = await (lock === 'activation'
        ? activationReady(known, requestId)
        : carrierReady(known, requestId));
      return { ...command, facts: { request } };
    },
  });
  const purchase = executor({
    ...common,
    decider: purchaseRecordDecider,
    creates: ['RecordPurchase', 'AwaitPurchaseRecord'],
    gather: (command: Undecided<PurchaseRecordCommand>) =>
      command.type === 'RecordPurchase' ? dated(command) : noFacts(command),
  });
  const seller = executor({
    ...common,
    decider: sellerStandingDecider,
    creates: ['RecordSellerStanding'],
    gather: dated,
  });
  const account = executor({
    ...common,
    decider: accountStandingDecider,
    creates: ['RecordAccountStanding'],
    gather: dated,
  });
  const customer = executor({
    ...common,
    decider: customerStandingDecider,
    creates: ['RecordCustomerStanding', 'AwaitCustomerStanding'],
    gather: (command: Undecided<CustomerStandingCommand>) =>
      command.type === 'RecordCustomerStanding' ? dated(command) : noFacts(command),
  });
  const enquiry = executor({
    ...common,
    decider: retailerEnquiryDecider,
    creates: ['AskRetailer'],
    gather: (command: Undecided<RetailerEnquiryCommand>, _, { values }) => {
      if (command.type === 'RecordRetailerAnswer') return dated(command);
      if (command.type !== 'AskRetailer') return noFacts(command);
      const { answerWithinBusinessDays: days } = values.retailerEnquiry;
      return { ...command, facts: { dueAt: endOfBusinessDay(command.at, days, values.carrierUnlock) } };
    },
  });
  const tradeInFor = (lock: Lock) =>
    executor({
      ...common,
      decider: tradeInDecider,
      creates: ['LinkTradeIn'],
      gather: async (command: Undecided<TradeInCommand>) =>
        command.type === 'TellTradeIn'
          ? { ...command, facts: { request: await outcomeFact(known, lock, command.data.requestId) } }
          : noFacts(command),
    });
  const tradeIns = { activation: tradeInFor('activation'), carrier: tradeInFor('carrier') };
  // What these say names their stream, and not the sender.
  const reported = {
    deviceStatus: bindingIds<RecordDeviceStatus>(device, parts),
    purchase: bindingIds<RecordPurchase>(purchase, parts),
    seller: bindingIds(seller, parts),
    account: bindingIds(account, parts),
    customer: bindingIds<RecordCustomerStanding>(customer, parts),
  };
  return {
    facts: known,
    digest,
    sources,
    activationLock: (command: Undecided<ActivationLockRequestCommand>, envelope: Envelope, ahead?: Outlook) =>
      activationLock(streamName(ACTIVATION_LOCK_REQUEST, command.data.requestId), command, envelope, ahead),
    carrierLock: (command: Undecided<CarrierUnlockRequestCommand>, envelope: Envelope, ahead?: Outlook) =>
      carrierLock(streamName(CARRIER_UNLOCK_REQUEST, command.data.requestId), command, envelope, ahead),
    account: (command: Parameters<typeof account>[1], envelope: Envelope) =>
      reported.account(streamName(ACCOUNT_STANDING, command.data.device), command, envelope),
    customer: (command: Undecided<RecordCustomerStanding>, envelope: Envelope) =>
      reported.customer(streamName(CUSTOMER_STANDING, command.data.customerId), command, envelope),
    awaitCustomer: (command: Undecided<AwaitCustomerStanding>, envelope: Envelope) =>
      customer(streamName(CUSTOMER_STANDING, command.data.customerId), command, envelope),
    enquiry: (command: Undecided<RetailerEnquiryCommand>, envelope: Envelope) =>
      enquiry(streamName(RETAILER_ENQUIRY, command.data.requestId), command, envelope),
    /** @param lock of the request that the trade-in waits for */
    tradeIn: (lock: Lock) => (command: Undecided<TradeInCommand>, envelope: Envelope) =>
      tradeIns[lock](streamName(TRADE_IN, command.data.tradeInId), command, envelope),
    device: (command: Undecided<DeviceCommand>, envelope: Envelope) =>
      device(streamName(DEVICE, command.data.device), command, envelope),
    deviceStatus: (command: Undecided<RecordDeviceStatus>, envelope: Envelope) =>
      reported.deviceStatus(streamName(DEVICE, command.data.device), command, envelope),
    purchase: (command: Undecided<RecordPurchase>, envelope: Envelope) =>
      reported.purchase(streamName(PURCHASE_RECORD, command.data.device), command, envelope),
    awaitPurchase: (command: Undecided<AwaitPurchaseRecord>, envelope: Envelope) =>
      purchase(streamName(PURCHASE_RECORD, command.data.device), command, envelope),
    seller: (command: Parameters<typeof seller>[1], envelope: Envelope) =>
      reported.seller(sellerStream(digest, command.data.seller), command, envelope),
  };
}
