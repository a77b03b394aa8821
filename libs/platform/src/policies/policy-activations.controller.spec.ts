import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messageType, OneOf, PolicyVersion } from '@tierline/contracts';
import { memoryStore } from '@tierline/kernel/testing';
import { startDoor, type OpenDoor } from '../testing/start-door.js';
import { ACTIVATE_POLICY, policyActivationsController } from './policy-activations.controller.js';
import { replica } from './testing/shelves.js';

class ActivateShelvesV1 {
  @OneOf(['shelves'])
  readonly policy!: string;

  @PolicyVersion()
  readonly version!: number;
}
const activatePolicy = messageType('ActivatePolicy', 1, ActivateShelvesV1);

let door: OpenDoor;

beforeAll(async () => {
  const { activate } = replica(memoryStore(), 2);
  door = await startDoor(
    [policyActivationsController(activatePolicy)],
    [{ provide: ACTIVATE_POLICY, useValue: activate }],
  );
});
afterAll(() => door.stop());

const activate = async (key: string, body: object, role = 'operations') => {
  const headers = { authorization: `Bearer ${role}`, 'content-type': 'application/json', 'idempotency-key': key };
  const response = await fetch(`${door.url}/v1/policy-activations`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
  return { status: response.status, body: (await response.json()) as object };
};

describe('POST /v1/policy-activations', () => {
  it('activates a version that waits, and gives the same answer to the same request', async () => {
    const wish = { policy: 'shelves', version: 2 };
    expect(await activate('key-1', wish)).toMatchObject({
      status: 201,
      body: { outcome: 'accepted', revision: 0, repeated: false },
    });
    expect(await activate('key-1', wish)).toMatchObject({ body: { outcome: 'accepted', repeated: true } });
    expect(await activate('key-2', wish)).toMatchObject({ body: { outcome: 'no-effect' } });
  });

  it.each([
    ['a version that this build does not carry', 9, 'policy-version-not-carried'],
    ['a version that is active by its date', 1, 'policy-active-by-date'],
  ])('RT-30: refuses %s, and says why', async (_, version, reason) => {
    expect(await activate(`refused-${String(version)}`, { policy: 'shelves', version })).toMatchObject({
      status: 409,
      body: { reason, rule: 'RT-30' },
    });
  });

  it.each([
    ['a policy that there is not', { policy: 'call-routing', version: 2 }, 'policy'],
    ['a version that is no whole number', { policy: 'shelves', version: 1.5 }, 'version'],
    ['a version as text', { policy: 'shelves', version: '2' }, 'version'],
    ['no version', { policy: 'shelves' }, 'version'],
  ])('takes no %s', async (_, body, field) => {
    const answer = await activate('invalid', body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain(`"${field}"`);
  });

  it('is for nobody but operations', async () => {
    expect(await activate('key-3', { policy: 'shelves', version: 2 }, 'supervisor')).toMatchObject({
      status: 403,
    });
  });
});
