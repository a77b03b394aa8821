import { Controller, Inject } from '@nestjs/common';
import { customerValueOperations, type ReadConcessionRemarkV1 } from '@tierline/contracts';
import { Changes, Received, Roles, type Disclosure, type ReceivedCommand } from '@tierline/platform';
import { ofCustomer } from '../customers/of-customer.js';
import { CONCESSION_REMARKS } from '../parts.js';
import type { DiscloseRemark } from './concession-remarks.js';

/** The door for whoever may see what supervisors noted about concessions. */
@Controller('v1/customers')
export class ConcessionRemarksController {
  constructor(@Inject(CONCESSION_REMARKS) private readonly disclose: DiscloseRemark) {}

  @Changes(customerValueOperations.readConcessionRemark, ':customerId/concessions/:concessionId/remark-readings', {
    ...ofCustomer,
    fields: ['concessionId'],
    summary: 'Shows what a supervisor noted about a concession; every showing is recorded',
  })
  @Roles('supervisor', 'qa-auditor')
  readRemark(@Received() command: ReceivedCommand<ReadConcessionRemarkV1>): Promise<Disclosure> {
    return this.disclose(command);
  }
}
