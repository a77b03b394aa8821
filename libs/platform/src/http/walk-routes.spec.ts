import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { roles } from '@tierline/contracts';
import { routesOf } from './route-table.js';
import { Finds, Roles } from './routes.js';
import { startLampApp, type LampApp } from './testing/lamp-app.js';
import { LampV1 } from './testing/lamps.js';
import { walkRoutes, type Walk } from './walk-routes.js';

let lamps: LampApp | undefined;
afterEach(async () => {
  await lamps?.stop();
  lamps = undefined;
});

const walkOf = ({ url, issuer }: LampApp): Walk => ({ url, tokenFor: (role) => issuer.token({ roles: [role] }) });

describe('a walk through all routes', () => {
  it('finds that every route lets in the roles it was declared for, and nobody else', async () => {
    lamps = await startLampApp();
    const routes = routesOf(lamps.app);
    expect(routes.map(({ method, path, roles: declared }) => `${method} ${path} ${declared.join()}`)).toEqual([
      'POST /lamps store-clerk,tier1-agent',
      'POST /lamps/:lampId/switch tier1-agent',
      'POST /lamps/:lampId/light tier1-agent',
      'POST /lamps/:lampId/bulbs/:bulb/dimming tier1-agent',
      'GET /lamps/:lampId supervisor,tier1-agent',
      'GET /lamps supervisor',
    ]);
    expect(await walkRoutes(routes, walkOf(lamps))).toEqual([]);
    expect(lamps.desk.commands).toEqual([]);
  });

  it('finds a door that lets in whoever comes, one that lets in nobody, and one that fails', async () => {
    const ada = { subject: 'ada', client: 'desk' };
    lamps = await startLampApp({ verify: () => Promise.resolve({ ...ada, roles }) });
    const [first] = routesOf(lamps.app);
    const route = first ? [first] : [];
    expect(await walkRoutes(route, walkOf(lamps))).toContain('POST /lamps as legal: was answered 400 and not 403');
    await lamps.stop();
    lamps = await startLampApp({ verify: () => Promise.resolve({ ...ada, roles: [] }) });
    expect(await walkRoutes(route, walkOf(lamps))).toContain(
      'POST /lamps as store-clerk: was refused with 403, and is allowed',
    );
    await lamps.stop();
    lamps = await startLampApp({ verify: () => Promise.reject(new Error('no')) });
    expect(await walkRoutes(route, walkOf(lamps))).toContain('POST /lamps as legal: failed with 500');
  });
});

describe('a route without a declaration', () => {
  it.each([
    [
      'roles',
      () => {
        class Open {
          find() {
            return {};
          }
        }
        decorate(Open, Finds('', { answer: LampV1, summary: 'Everybody sees it' }));
        return Open;
      },
    ],
    [
      'what it takes',
      () => {
        class Open {
          find() {
            return {};
          }
        }
        decorate(Open, Get());
        decorate(Open, Roles('supervisor'));
        return Open;
      },
    ],
  ])('of %s does not start', async (_, controller) => {
    await expect(startLampApp({}, [controller()])).rejects.toThrow('with @Roles: Open.find');
  });
});

function decorate(controller: new () => { find(): object }, decorator: MethodDecorator): void {
  Controller('open')(controller);
  const descriptor = Object.getOwnPropertyDescriptor(controller.prototype, 'find');
  if (descriptor) decorator(controller.prototype as object, 'find', descriptor);
}
