import type { Command, Fact, NoFacts } from '@tierline/kernel';
import type { Dated } from './dated.js';
import type { DeviceStatus, UnlockHolder } from './device.events.js';
import type { DeviceToken, RequestId, SealedCode } from './values.js';

interface OfDevice {
  readonly device: DeviceToken;
}
interface OfRequest extends OfDevice {
  readonly requestId: RequestId;
}

/** A register tells of a device: the maker of lost mode, a carrier of loss and theft, an organisation of its management. */
export type RecordDeviceStatus = Command<'RecordDeviceStatus', OfDevice & DeviceStatus, Dated>;

/** A request wants to be the one that the device is unlocked for. */
export type ReserveUnlock = Command<'ReserveUnlock', OfDevice & UnlockHolder, NoFacts>;

/** A request ended without an unlock. */
export type ReleaseUnlock = Command<'ReleaseUnlock', OfRequest, NoFacts>;

/** Whether a request has come so far that only the device can still forbid its unlock. */
export interface RequestReadiness {
  readonly requestId: RequestId;
  readonly isReady: boolean;
}

/** What an unlock rests on besides the device itself. */
export interface IssueFacts {
  readonly request: Fact<RequestReadiness>;
}

/** Unlocks: removes the activation lock, or makes the carrier's code available. */
export type IssueUnlock = Command<
  'IssueUnlock',
  OfRequest & ({ readonly lock: 'activation' } | { readonly lock: 'carrier'; readonly code: SealedCode }),
  IssueFacts
>;

/** The actor of the command wants to see the code. */
export type ShowCode = Command<'ShowCode', OfRequest, NoFacts>;

/** The actor of the command has received the code. */
export type AcknowledgeCode = Command<'AcknowledgeCode', OfRequest, NoFacts>;

export type DeviceCommand =
  RecordDeviceStatus | ReserveUnlock | ReleaseUnlock | IssueUnlock | ShowCode | AcknowledgeCode;
