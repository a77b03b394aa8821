import { Controller, Inject, Param } from '@nestjs/common';
import { requestSourceCommands, RequestSourceV1, type Plain } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import {
  Changes,
  Finds,
  QueryOf,
  Received,
  Roles,
  textOf,
  type DocumentAnswer,
  type HandleCommand,
  type QueryValues,
  type ReceivedCommand,
} from '@tierline/platform';
import { COMMANDS, REQUEST_SOURCES } from '../parts.js';
import type { FindRequestSource } from './request-source-desk.js';

const ofMonth = {
  month: textOf(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'The counts of this month; of the present one otherwise'),
};

/** The door through which operations look at sources of requests, and lift their blocks. */
@Controller('v1/request-sources')
export class RequestSourcesController {
  constructor(
    @Inject(COMMANDS) private readonly handle: HandleCommand,
    @Inject(REQUEST_SOURCES) private readonly find: FindRequestSource,
  ) {}

  @Changes(requestSourceCommands.reviewSource, ':source/review', {
    subject: 'source',
    summary: 'Says that a source that was blocked has been reviewed: its requests are processed again (DU-15)',
  })
  @Roles('operations')
  review(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.handle(command);
  }

  @Finds(':source', {
    answer: RequestSourceV1,
    parameters: ofMonth,
    summary: 'Where a source stands, and what was counted of it in a month (DU-15)',
  })
  @Roles('operations', 'qa-auditor', 'supervisor')
  source(
    @Param('source') source: string,
    @QueryOf() { month }: QueryValues<typeof ofMonth>,
  ): Promise<DocumentAnswer<Plain<RequestSourceV1>>> {
    return this.find(source, month);
  }
}
