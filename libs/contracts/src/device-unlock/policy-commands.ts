import { OneOf, PolicyVersion } from '../fields/index.js';
import { messageType } from '../message-type.js';

/** The policies of device unlock. */
export const deviceUnlockPolicies = ['device-unlock'] as const;

/** Makes a version that waits for it the one under which everything new is decided (RT-30). */
export class ActivatePolicyV1 {
  @OneOf(deviceUnlockPolicies)
  readonly policy!: (typeof deviceUnlockPolicies)[number];

  @PolicyVersion()
  readonly version!: number;
}

/** Every command that device unlock takes about its policies. They come by HTTP only. */
export const policyCommands = {
  activatePolicy: messageType('ActivatePolicy', 1, ActivatePolicyV1),
} as const;
