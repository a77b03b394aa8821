import { IsInt, Min } from 'class-validator';
import { ForeignId, OneOf, Uuid } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { BlockSourceV1 } from './request-sources.js';

abstract class OfRequestV1 {
  @Uuid()
  readonly requestId!: string;
}

abstract class OfLockV1 extends OfRequestV1 {
  @OneOf(['activation', 'carrier'])
  readonly lock!: 'activation' | 'carrier';
}

/** The request is to follow what its device's stream has decided. */
export class FollowDeviceV1 extends OfLockV1 {}

/** The trade-in that a lock blocks is to be linked to the request (DU-16). */
export class LinkTradeInV1 extends OfLockV1 {
  @ForeignId()
  readonly tradeInId!: string;
}

/** The trade-in is to be told how its request ended (DU-16). */
export class TellTradeInV1 extends OfLockV1 {
  @ForeignId()
  readonly tradeInId!: string;
}

/** The retailer is to be asked about the sale that the maker does not know (DU-07). */
export class AskRetailerV1 extends OfRequestV1 {}

/** More is known of the proof that is pending (DU-07). */
export class ReconsiderProofV1 extends OfRequestV1 {}

/** More is known of what the request is to be answered by (DU-11). */
export class RevisitCarrierUnlockV1 extends OfRequestV1 {}

/** The request waits until the maker tells of a sale of its device, of which it has seen so many records (DU-07). */
export class AwaitPurchaseRecordV1 extends OfRequestV1 {
  @IsInt()
  @Min(0)
  readonly seenRecords!: number;
}

/** The request waits until something is known of its customer (DU-12). */
export class AwaitCustomerStandingV1 extends OfRequestV1 {}

/** What device unlock tells itself to do, in the transaction that publishes the event which demands it. */
export const followUpCommands = {
  followDevice: messageType('FollowDevice', 1, FollowDeviceV1),
  linkTradeIn: messageType('LinkTradeIn', 1, LinkTradeInV1),
  tellTradeIn: messageType('TellTradeIn', 1, TellTradeInV1),
  askRetailer: messageType('AskRetailer', 1, AskRetailerV1),
  awaitPurchaseRecord: messageType('AwaitPurchaseRecord', 1, AwaitPurchaseRecordV1),
  awaitCustomerStanding: messageType('AwaitCustomerStanding', 1, AwaitCustomerStandingV1),
  reconsiderProof: messageType('ReconsiderProof', 1, ReconsiderProofV1),
  revisitCarrierUnlock: messageType('RevisitCarrierUnlock', 1, RevisitCarrierUnlockV1),
  blockSource: messageType('BlockSource', 1, BlockSourceV1),
} as const;
