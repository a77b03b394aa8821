import { Controller, Param } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { ForeignId, messageType, OneOf, Text } from '@tierline/contracts';
import type { Execution, Instant } from '@tierline/kernel';
import type { ReceivedCommand } from '../../door/received-command.js';
import type { AnsweredExecution } from '../answer.js';
import type { DocumentAnswer, PageAnswer } from '../query-answer.js';
import { atLeast, cursor, limit, oneOf, type QueryValues } from '../query-parameters.js';
import { QueryOf, Received } from '../received.js';
import { Changes, Creates, Finds, Lists, Roles } from '../routes.js';

const PLACE_LENGTH = 20;

/** A command that makes something. */
export class InstallLampV1 {
  @ForeignId()
  readonly socket!: string;

  @Text(PLACE_LENGTH)
  readonly place!: string;
}

/** A command on something. */
export class SwitchLampV1 {
  @OneOf(['on', 'off'])
  readonly to!: 'on' | 'off';
}

/** A command on a part of something that another system has named. */
export class DimLampV1 {
  @ForeignId()
  readonly bulb!: string;

  @IsInt()
  readonly percent!: number;
}

/** What a query answers. */
export class LampV1 {
  @ForeignId()
  readonly id!: string;
}

export const installLamp = messageType('InstallLamp', 1, InstallLampV1);
export const switchLamp = messageType('SwitchLamp', 1, SwitchLampV1);
export const dimLamp = messageType('DimLamp', 1, DimLampV1);

const page = { limit, cursor, light: oneOf(['on', 'off'], 'Only lamps that are so') };

/** What came through the door, and what is to be answered next. */
export class LampDesk {
  readonly commands: ReceivedCommand[] = [];
  readonly queries: object[] = [];
  execution: Execution | Error = accepted;
  document: object | undefined = { id: 'lamp-1' };
  items: { readonly id: string }[] = [];

  execute(command: ReceivedCommand): Promise<Execution> {
    this.commands.push(command);
    return this.execution instanceof Error ? Promise.reject(this.execution) : Promise.resolve(this.execution);
  }
}

export const asOf = '2026-03-01T09:30:00.000Z' as Instant;
export const position = { commit: 8n, prepare: 7n };

export const accepted = {
  outcome: 'accepted',
  last: 'Lit',
  revision: 3,
  stateRevision: 2,
  position,
  repeated: false,
} as const satisfies Execution;

@Controller('lamps')
export class LampController {
  constructor(private readonly desk: LampDesk) {}

  @Creates(installLamp, { summary: 'Installs a lamp' })
  @Roles('store-clerk', 'tier1-agent')
  install(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.desk.execute(command);
  }

  @Changes(switchLamp, ':lampId/switch', { subject: 'lampId', summary: 'Switches a lamp' })
  @Roles('tier1-agent')
  switch(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.desk.execute(command);
  }

  @Changes(switchLamp, ':lampId/light', {
    subject: 'lampId',
    answer: LampV1,
    summary: 'Switches a lamp, and tells of it',
  })
  @Roles('tier1-agent')
  async light(@Received() command: ReceivedCommand): Promise<AnsweredExecution> {
    return { execution: await this.desk.execute(command), answer: this.desk.document };
  }

  @Changes(dimLamp, ':lampId/bulbs/:bulb/dimming', {
    ...{ subject: 'lampId', isNamedElsewhere: true, fields: ['bulb'] },
    summary: 'Dims a bulb of a lamp that another system has named',
  })
  @Roles('tier1-agent')
  dim(@Received() command: ReceivedCommand): Promise<Execution> {
    return this.desk.execute(command);
  }

  @Finds(':lampId', { answer: LampV1, summary: 'One lamp', parameters: { 'at-least': atLeast } })
  @Roles('supervisor', 'tier1-agent')
  find(@Param('lampId') id: string, @QueryOf() query: object): DocumentAnswer {
    this.desk.queries.push({ id, ...query });
    return { document: this.desk.document, stateRevision: 2, freshness: { position, asOf } };
  }

  @Lists('', { answer: LampV1, summary: 'Lamps', parameters: page })
  @Roles('supervisor')
  list(@QueryOf() query: QueryValues<typeof page>): PageAnswer {
    this.desk.queries.push(query);
    return { items: this.desk.items, next: this.desk.items.at(-1)?.id, freshness: { position: undefined, asOf } };
  }
}
