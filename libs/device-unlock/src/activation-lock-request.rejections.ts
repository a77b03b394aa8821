import { reject, type RuleId } from '@tierline/kernel';
import type { ActivationLockRequest } from './activation-lock-request.events.js';

/** Why a command on a request was refused, with the rule that each reason rests on. */
export const ACTIVATION_LOCK_REQUEST_REJECTIONS = {
  'request-already-exists': 'DU-01',
  'request-unknown': 'DU-01',
  'credentials-not-answered': 'DU-02',
  'closed-by-self-service': 'DU-02',
  'proof-not-matched': 'DU-03',
  'proof-dated-in-the-future': 'DU-03',
  'erasure-not-consented': 'DU-10',
  'already-unlocked': 'DU-10',
  'device-blocked': 'DU-09',
  'device-not-refused': 'DU-09',
  'denied-for-the-device': 'DU-09',
  'unlock-not-issued': 'DU-13',
  'source-blocked': 'DU-15',
} as const satisfies Record<string, RuleId>;

export type ActivationLockRequestRejection = keyof typeof ACTIVATION_LOCK_REQUEST_REJECTIONS;

/** What is missing where no proof has matched, or why none is wanted any more. */
export const UNPROVEN = {
  none: 'request-unknown',
  'credentials-asked': 'credentials-not-answered',
  'proof-required': 'proof-not-matched',
  'proof-pending': 'proof-not-matched',
  'self-service': 'closed-by-self-service',
  unlocked: 'already-unlocked',
  denied: 'denied-for-the-device',
} as const satisfies Record<
  Exclude<ActivationLockRequest['status'], 'proof-matched' | 'erasure-consented'>,
  ActivationLockRequestRejection
>;

/** Says no, with the rule of the reason. */
export const no = (reason: ActivationLockRequestRejection) =>
  reject(reason, ACTIVATION_LOCK_REQUEST_REJECTIONS[reason]);
