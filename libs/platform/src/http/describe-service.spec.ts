import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeService } from './describe-service.js';
import { LampController } from './testing/lamps.js';
import { startLampApp, type LampApp } from './testing/lamp-app.js';

const PORT = { variable: 'TIERLINE_PORT', description: 'A port', parse: Number };
const lampService = { name: 'Lamps', version: '7', settings: { port: PORT } };

describe('the description of a service', () => {
  let lamps: LampApp;
  beforeAll(async () => {
    lamps = await startLampApp({ statusOf: { 'lamp-is-broken': 423 } });
  });
  afterAll(() => lamps.stop());

  it('is the document that the running service serves', async () => {
    const { openApi } = describeService({
      ...lampService,
      controllers: [LampController],
      statusOf: { 'lamp-is-broken': 423 },
    });
    const served: unknown = await (await fetch(`${lamps.url}/openapi.json`)).json();
    expect(JSON.parse(JSON.stringify(openApi))).toEqual(served);
  });

  it('has a line for each setting', () => {
    const { settings } = describeService({ ...lampService, controllers: [] });
    expect(settings).toContain('| `TIERLINE_PORT` | *must be set* | A port |');
  });

  it('is refused while a route does not say what it takes', () => {
    expect(() => describeService({ ...lampService, controllers: [undeclared()] })).toThrow('Odd.open');
  });
});

/** A controller whose route nobody has declared. */
function undeclared() {
  class Odd {
    open() {
      return 'open';
    }
  }
  Reflect.defineMetadata('path', 'odd', Odd);
  Reflect.defineMetadata('path', '', Odd.prototype.open);
  Reflect.defineMetadata('method', 0, Odd.prototype.open);
  return Odd;
}
