import { IsISO31661Alpha2 } from 'class-validator';
import { ForeignId, LocalDate, Nested, Optional, type Token } from '../fields/index.js';
import { messageType } from '../message-type.js';
import { Device, type DeviceIdentityV1 } from './values.js';

/** A journey abroad with a local SIM: why an unlock cannot wait until the customer is entitled to it (DU-12). */
export class TravelV1 {
  @LocalDate()
  readonly from!: string;

  /** The last day. */
  @LocalDate()
  readonly until!: string;

  /** ISO 3166-1 alpha-2. */
  @IsISO31661Alpha2()
  readonly country!: string;
}

/** Asks for the carrier lock (the SIM lock) to be taken off a device (DU-01, DU-11). */
export class RequestCarrierUnlockV1 {
  @ForeignId()
  readonly customerId!: string;

  @Device()
  readonly device!: DeviceIdentityV1 | Token<'device'>;

  @Optional()
  @Nested(() => TravelV1)
  readonly travel?: TravelV1;

  /** The trade-in that the lock blocks, if there is one. */
  @Optional()
  @ForeignId()
  readonly tradeInId?: string;
}

/** Asks for an answer with what is known now; the answer that was given stays as it is. */
export class AnswerCarrierUnlockV1 {}

/** Asks to see the code. It is shown to one actor (DU-13). */
export class ShowCodeV1 {}

/** Says that the code was received: it is never shown again (DU-13). */
export class AcknowledgeCodeV1 {}

/** What can be asked of device unlock about a carrier lock. */
export const carrierUnlockCommands = {
  requestCarrierUnlock: messageType('RequestCarrierUnlock', 1, RequestCarrierUnlockV1),
  answerCarrierUnlock: messageType('AnswerCarrierUnlock', 1, AnswerCarrierUnlockV1),
  showCode: messageType('ShowCode', 1, ShowCodeV1),
  acknowledgeCode: messageType('AcknowledgeCode', 1, AcknowledgeCodeV1),
} as const;
