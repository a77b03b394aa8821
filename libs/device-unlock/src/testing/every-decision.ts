import type { Command, Instant } from '@tierline/kernel';
import { aggregate, type Aggregate } from '@tierline/kernel/testing';
import { accountStandingDecider } from '../account-standing.decider.js';
import { accountStandingSchemas } from '../account-standing.schemas.js';
import { activationLockRequestDecider } from '../activation-lock-request.decider.js';
import { activationLockRequestSchemas } from '../activation-lock-request.schemas.js';
import { carrierUnlockRequestDecider } from '../carrier-unlock-request.decider.js';
import { carrierUnlockRequestSchemas } from '../carrier-unlock-request.schemas.js';
import { customerStandingDecider } from '../customer-standing.decider.js';
import { customerStandingSchemas } from '../customer-standing.schemas.js';
import { deviceDecider } from '../device.decider.js';
import { deviceSchemas } from '../device.schemas.js';
import type { DeviceUnlockPolicyValues } from '../policy-values.js';
import { purchaseRecordDecider } from '../purchase-record.decider.js';
import { purchaseRecordSchemas } from '../purchase-record.schemas.js';
import { requestCountDecider } from '../request-count.decider.js';
import { requestCountSchemas } from '../request-count.schemas.js';
import { requestSourceDecider } from '../request-source.decider.js';
import { requestSourceSchemas } from '../request-source.schemas.js';
import { retailerEnquiryDecider } from '../retailer-enquiry.decider.js';
import { retailerEnquirySchemas } from '../retailer-enquiry.schemas.js';
import { sellerStandingDecider } from '../seller-standing.decider.js';
import { sellerStandingSchemas } from '../seller-standing.schemas.js';
import { tradeInDecider } from '../trade-in.decider.js';
import { tradeInSchemas } from '../trade-in.schemas.js';
import { sellerId, type LocalDate, type SealedText, type TelephoneToken, type TradeInId } from '../values.js';
import * as lock from './activation-lock.js';
import * as carrier from './carrier-unlocks.js';
import * as devices from './devices.js';
import { at, command, fact, otherPhone, phone, purchase, requestId } from './fixtures.js';
import * as sources from './request-sources.js';

const enquiry = { requestId, device: phone, seller: purchase.seller, receiptNumber: purchase.receiptNumber };
const tradeIn = { tradeInId: 'trade-in-1' as TradeInId, requestId };
const late = <C extends Command>(each: C): C => ({ ...each, at: '2026-03-09T10:00:00.000Z' as Instant });
const seller = { seller: sellerId('Kiosk'), asOf: at };
const contradictory = lock.recordedAt({
  status: 'contradicted',
  purchases: [purchase, { ...purchase, seller: 'Kiosk' }],
});

/** Every kind of aggregate of device unlock. */
export const aggregates: readonly Aggregate<DeviceUnlockPolicyValues>[] = [
  aggregate('activation-lock request', activationLockRequestDecider, activationLockRequestSchemas, [
    lock.request({ telephone: 'telephone-1' as TelephoneToken, remark: 'sealed1:x' as SealedText }),
    lock.request(),
    lock.answer('known'),
    lock.answer('unknown'),
    lock.submit(lock.receipt),
    lock.submit(lock.wrongReceipt),
    lock.submit(lock.receipt, lock.noRecord),
    lock.submit(lock.receipt, contradictory),
    lock.submit(lock.licence),
    lock.submit({ kind: 'customer-word' }),
    lock.submit({
      ...lock.receipt,
      price: { amountMinor: 1, currency: 'EUR' },
      purchasedOn: '2025-12-21' as LocalDate,
    }),
    lock.submit(lock.receipt, lock.noRecord, lock.sellerAt('liquidating')),
    lock.reconsider({ enquiry: lock.retailerSays({ kind: 'not-sold' }) }),
    lock.consent,
    lock.remove(),
    lock.deny({ blockedBy: ['stolen'], unlock: { status: 'free' } }),
    lock.deny({ unlock: { status: 'reserved', holder: devices.dansHolder } }),
  ]),
  aggregate('purchase record', purchaseRecordDecider, purchaseRecordSchemas, [
    command('AwaitPurchaseRecord', { device: phone, requestId, seenRecords: 0 }),
    command('AwaitPurchaseRecord', { device: phone, requestId, seenRecords: 1 }),
    command('RecordPurchase', purchase),
    command('RecordPurchase', { ...purchase, seller: 'Kiosk' }),
    command('RecordPurchase', { ...purchase, price: { amountMinor: 5, currency: 'CAD' } }),
  ]),
  aggregate('device', deviceDecider, deviceSchemas, [
    devices.report('stolen'),
    devices.report('stolen', false),
    devices.reserve(devices.carrierHolder),
    devices.reserve(devices.activationHolder),
    devices.release(),
    devices.issueCode(),
    devices.issueRemoval(),
    devices.showCode,
    devices.acknowledge,
  ]),
  aggregate('carrier-unlock request', carrierUnlockRequestDecider, carrierUnlockRequestSchemas, [
    carrier.request(),
    carrier.request({ travel: carrier.travel, tac: null, tradeInId: tradeIn.tradeInId }),
    carrier.answerUnlock(),
    carrier.answerUnlock(carrier.facts({ account: carrier.running })),
    carrier.answerUnlock(carrier.facts({ device: { blockedBy: ['lost'] } })),
    late(carrier.missDeadline),
    carrier.follow({ unlock: { status: 'free' }, blockedBy: ['stolen'] }),
    carrier.follow({ carrierUnlocked: true, unlock: { status: 'code-acknowledged', holder: devices.carrierHolder } }),
  ]),
  aggregate('account standing', accountStandingDecider, accountStandingSchemas, [
    command('RecordAccountStanding', carrier.account),
    command('RecordAccountStanding', carrier.running),
  ]),
  aggregate('customer standing', customerStandingDecider, customerStandingSchemas, [
    command('AwaitCustomerStanding', { customerId: carrier.customer.customerId, requestId }),
    command('RecordCustomerStanding', carrier.customer),
    command('RecordCustomerStanding', { ...carrier.customer, value: 0 as const, attitude: 'bad' as const }),
  ]),
  aggregate('seller standing', sellerStandingDecider, sellerStandingSchemas, [
    command('RecordSellerStanding', { ...seller, standing: 'authorised' }),
    command('RecordSellerStanding', { ...seller, standing: 'liquidating' }),
  ]),
  aggregate('retailer enquiry', retailerEnquiryDecider, retailerEnquirySchemas, [
    command('AskRetailer', enquiry, { dueAt: carrier.dueAt }),
    command('RecordRetailerAnswer', { requestId, answer: { kind: 'sold' as const, purchase } }),
    command('RecordRetailerAnswer', { requestId, answer: { kind: 'not-sold' as const } }),
    late(command('ReportMissedRetailerDeadline', { requestId })),
  ]),
  aggregate('request count', requestCountDecider, requestCountSchemas, [
    sources.count(requestId, phone),
    sources.count(devices.dansHolder.requestId, phone),
  ]),
  aggregate('request source', requestSourceDecider, requestSourceSchemas, [
    sources.block(),
    sources.block({ origin: sources.deskOrigin }),
    sources.review,
  ]),
  aggregate('trade-in', tradeInDecider, tradeInSchemas, [
    command('LinkTradeIn', { ...tradeIn, device: phone }),
    command('LinkTradeIn', { ...tradeIn, device: otherPhone }),
    command('TellTradeIn', tradeIn, { request: fact('spec.request', { requestId, outcome: 'unlocked' as const }) }),
  ]),
];
