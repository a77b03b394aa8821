import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Module, type INestApplication, type Type } from '@nestjs/common';
import type { Role } from '@tierline/contracts';
import type { LogFields } from '../../log.js';
import { createDoorApp } from '../door-app.js';
import { installHttpDoor, type HttpDoorOptions } from '../install.js';
import { oidcVerifier } from '../oidc.js';
import type { Problem } from '../problem.js';
import { AUDIENCE, startTestIssuer, type TestIssuer } from './issuer.js';
import { asOf, LampController, LampDesk } from './lamps.js';

/** A small service with the real door, for specs. */
export interface LampApp {
  readonly url: string;
  readonly app: INestApplication;
  readonly issuer: TestIssuer;
  readonly desk: LampDesk;
  /** What was logged as a warning or an error. */
  readonly complaints: { readonly fields: LogFields; readonly message: string }[];
  /** Sends a request as somebody with a role. */
  as(role: Role | undefined, method: string, path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

const about = { title: 'Lamps', version: '7' };

/** Starts it on a free port. */
export async function startLampApp(
  options: Partial<HttpDoorOptions> = {},
  controllers: readonly Type[] = [LampController],
): Promise<LampApp> {
  const issuer = await startTestIssuer();
  const desk = new LampDesk();
  class LampModule {}
  Module({ controllers: [...controllers], providers: [{ provide: LampDesk, useValue: desk }] })(LampModule);
  const app = await createDoorApp(LampModule, false);
  const complaints: LampApp['complaints'] = [];
  const complain = (fields: LogFields, message: string) => void complaints.push({ fields, message });
  const log = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };
  const verify = oidcVerifier({ issuer: issuer.url, audience: AUDIENCE });
  const stop = async () => {
    await app.close();
    await issuer.stop();
  };
  try {
    installHttpDoor(app, { about, log, clock: () => asOf, verify, ...options });
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await stop();
    throw error;
  }
  const url = `http://127.0.0.1:${String(((app.getHttpServer() as Server).address() as AddressInfo).port)}`;
  return {
    url,
    app,
    issuer,
    desk,
    complaints,
    as: async (role, method, path, init = {}) => {
      const headers = new Headers(init.headers);
      if (role !== undefined) headers.set('Authorization', `Bearer ${await issuer.token({ roles: [role] })}`);
      return fetch(url + path, { ...init, method, headers });
    },
    stop,
  };
}

/** The headers and the body of a command. */
export const command = (key: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The problem that an answer is. */
export async function problemIn(response: Response): Promise<Problem> {
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`${String(response.status)} is no problem: ${await response.text()}`);
  }
  return (await response.json()) as Problem;
}
