import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { InvalidToken, oidcVerifier, type Verify } from './oidc.js';
import { AUDIENCE, startTestIssuer, type TestIssuer } from './testing/issuer.js';

const MINUTE = 60_000;
const TIMERS = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
] as const;
const OTHERS = ['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const;

let issuer: TestIssuer;
let verify: Verify;
const signatures = jest.spyOn(crypto.subtle, 'verify');
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(async () => {
  signatures.mockRestore();
  await issuer.stop();
});
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: [...TIMERS, ...OTHERS] });
  verify = oidcVerifier({ issuer: issuer.url, audience: AUDIENCE });
  // Whoever comes first has the keys fetched.
  await verify(await issuer.token({ sub: 'first' }));
  signatures.mockClear();
});
afterEach(() => void jest.useRealTimers());

const later = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);

describe('a token that was verified', () => {
  it('is taken again without checking its signature again, and says the same', async () => {
    const token = await issuer.token({ sub: 'bo', roles: ['supervisor'] });
    const callers = [await verify(token), await verify(token), await verify(token)];
    expect(callers).toEqual(Array(3).fill({ subject: 'bo', client: 'desk', roles: ['supervisor'] }));
    expect(signatures).toHaveBeenCalledTimes(1);
  });

  it('is refused once it has expired', async () => {
    const token = await issuer.token({ exp: Math.floor(Date.now() / 1000) + 120 });
    await verify(token);
    later(MINUTE);
    await verify(token);
    later(2 * MINUTE);
    await expect(verify(token)).rejects.toMatchObject({ name: 'InvalidToken', message: 'the token has expired' });
  });

  it('lets no other in that differs from it by what it says, or by its signature', async () => {
    const token = await issuer.token({ roles: ['tier1-agent'] });
    await verify(token);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const more = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    const raised = Buffer.from(JSON.stringify({ ...more, roles: ['supervisor'] })).toString('base64url');
    const other = (await issuer.token({ sub: 'bo' })).split('.')[2] ?? '';
    for (const tampered of [
      [head, raised, signature],
      [head, claims, other],
      [head, claims, ''],
      [head, claims],
    ]) {
      await expect(verify(tampered.join('.'))).rejects.toThrow(InvalidToken);
    }
  });

  it('is refused by whoever takes tokens of another audience', async () => {
    const token = await issuer.token();
    await verify(token);
    const other = oidcVerifier({ issuer: issuer.url, audience: 'another' });
    await expect(other(token)).rejects.toThrow('claim aud is not what it must be');
  });

  it('is refused as soon as the keys are fetched again and its own is withdrawn', async () => {
    const token = await issuer.token();
    await verify(token);
    await issuer.rotate();
    await verify(token);
    // Another key than those that are known has them fetched again, if that was not done a moment ago.
    later(MINUTE);
    await verify(await issuer.token());
    await expect(verify(token)).rejects.toMatchObject({
      name: 'InvalidToken',
      message: 'the token is not one of our issuer',
    });
  });

  it('is refused ten minutes after its key was withdrawn, whoever else comes', async () => {
    const token = await issuer.token();
    await verify(token);
    await issuer.rotate();
    later(10 * MINUTE);
    await expect(verify(token)).rejects.toMatchObject({
      name: 'InvalidToken',
      message: 'the token is not one of our issuer',
    });
  });
});

describe('a token that was refused', () => {
  it('is checked anew each time', async () => {
    const token = await issuer.token({ aud: 'another' });
    for (let time = 0; time < 2; time += 1) await expect(verify(token)).rejects.toThrow(InvalidToken);
    expect(signatures).toHaveBeenCalledTimes(2);
  });
});
