import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForeignId, messageType } from '@tierline/contracts';
import type { Execution } from '@tierline/kernel';
import { startDoor, type OpenDoor } from '../testing/start-door.js';
import { FORGET_CUSTOMER, forgottenCustomersController } from './forgotten-customers.controller.js';

class ForgetReaderV1 {
  @ForeignId()
  readonly customerId!: string;
}

const forgotten: string[] = [];
const forget = (_: unknown, subject: string): Promise<Execution> => {
  forgotten.push(subject);
  return Promise.resolve({ outcome: 'unknown-stream' });
};

let door: OpenDoor;
beforeAll(async () => {
  const controller = forgottenCustomersController(messageType('ForgetReader', 1, ForgetReaderV1));
  door = await startDoor([controller], [{ provide: FORGET_CUSTOMER, useValue: forget }]);
});
afterAll(() => door.stop());

const ask = async (body: object, role = 'legal') => {
  const headers = { authorization: `Bearer ${role}`, 'content-type': 'application/json', 'idempotency-key': 'key-1' };
  const url = `${door.url}/v1/forgotten-customers`;
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
};

describe('POST /v1/forgotten-customers', () => {
  it('hands on whom the body names, and answers with what became of it', async () => {
    expect(await ask({ customerId: 'cleo' })).toBe(404);
    expect(forgotten).toEqual(['cleo']);
  });

  it.each([
    ['nobody', {}],
    ['somebody whose id can be none', { customerId: 'cleo smith' }],
  ])('takes no command that names %s', async (_, body) => {
    expect(await ask(body)).toBe(422);
    expect(forgotten).toEqual(['cleo']);
  });

  it.each(['supervisor', 'operations'])('is for nobody but legal: not for %s', async (role) => {
    expect(await ask({ customerId: 'otto' }, role)).toBe(403);
    expect(forgotten).toEqual(['cleo']);
  });
});
