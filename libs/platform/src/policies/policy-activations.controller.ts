import { Controller, Inject, type Type } from '@nestjs/common';
import type { MessageType } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import { Received } from '../http/received.js';
import { Creates, Roles } from '../http/routes.js';
import type { ActivatedPolicies, PolicyChoice } from './activated-policies.js';

/** The name under which Nest hands out what activates a policy of the service. */
export const ACTIVATE_POLICY = Symbol('activate policy');

/** The door through which operations put a version of a policy of a service into force. @param command of that service's contract */
export function policyActivationsController(command: MessageType<PolicyChoice>): Type {
  @Controller('v1/policy-activations')
  class PolicyActivationsController {
    constructor(@Inject(ACTIVATE_POLICY) private readonly activatePolicy: ActivatedPolicies<object>['activate']) {}

    @Creates(command, {
      summary: 'Makes a version that waits for it the one under which new requests are decided (RT-30)',
    })
    @Roles('operations')
    activate(@Received() received: ReceivedCommand<PolicyChoice>): Promise<Execution> {
      return this.activatePolicy(received, received.data);
    }
  }
  return PolicyActivationsController;
}
