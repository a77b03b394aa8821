import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module, type Provider, type Type } from '@nestjs/common';
import { roles } from '@tierline/contracts';
import type { Clock } from '@tierline/kernel';
import { createDoorApp } from '../http/door-app.js';
import { installHttpDoor } from '../http/install.js';
import { routesOf, type Route } from '../http/route-table.js';
import { silentLog } from '../log.js';
import { systemClock } from '../service/clock.js';

/** Controllers behind the real HTTP door, for specs. */
export interface OpenDoor {
  readonly url: string;
  readonly routes: readonly Route[];
  stop(): Promise<void>;
}

/**
 * Starts controllers on a free port of this machine.
 *
 * A token is the name of its one role: what a real issuer's token must be is a matter of the door's own specs.
 *
 * @param options.clock tells when a request comes; the machine's, unless a spec has one of its own
 */
export async function startDoor(
  controllers: readonly Type<unknown>[],
  providers: readonly Provider[],
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<OpenDoor> {
  class DoorModule {}
  Module({ controllers: [...controllers], providers: [...providers] })(DoorModule);
  const app = await createDoorApp(DoorModule, false);
  installHttpDoor(app, {
    log: silentLog,
    clock,
    about: { title: 'door', version: '0' },
    verify: (token) =>
      Promise.resolve({ subject: 'ada', client: 'desk', roles: roles.filter((role) => role === token) }),
  });
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, routes: routesOf(app), stop: () => app.close() };
}
