import { Controller, Inject } from '@nestjs/common';
import { policyCommands, type ActivatePolicyV1 } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { Creates, Received, Roles, type ActivatedPolicies, type ReceivedCommand } from '@tierline/platform';
import { ACTIVATE_POLICY } from '../parts.js';

/** The door through which operations put a version of a policy into force. */
@Controller('v1/policy-activations')
export class PolicyActivationsController {
  constructor(@Inject(ACTIVATE_POLICY) private readonly activatePolicy: ActivatedPolicies<object>['activate']) {}

  @Creates(policyCommands.activatePolicy, {
    summary: 'Makes a version that waits for it the one under which new requests are decided (RT-30)',
  })
  @Roles('operations')
  activate(@Received() command: ReceivedCommand<ActivatePolicyV1>): Promise<Execution> {
    return this.activatePolicy(command, command.data);
  }
}
