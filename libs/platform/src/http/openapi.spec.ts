import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from './openapi.js';
import { routesOf } from './route-table.js';
import { startLampApp, type LampApp } from './testing/lamp-app.js';

let lamps: LampApp;
let document: OpenApiDocument;
beforeAll(async () => {
  lamps = await startLampApp({ statusOf: { 'lamp-is-broken': 423, 'lamp-is-hot': 409 } });
  document = (await (await fetch(`${lamps.url}/openapi.json`)).json()) as OpenApiDocument;
});
afterAll(() => lamps.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** What a JSON pointer of the document points at. */
const resolve = (reference: string) =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

describe('the OpenAPI document', () => {
  it('is of version 3.1, and names the service and its version', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Lamps', version: '7' } });
  });

  it('describes exactly the routes that are served', () => {
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const served = routesOf(lamps.app).map(({ path, method }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(served.toSorted());
    expect(served).toHaveLength(6);
  });

  it('refers only to what is in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"(#\/[^"]*)"/g)].map(([, reference = '']) => reference);
    expect(references.length).toBeGreaterThan(20);
    for (const each of references) expect({ [each]: resolve(each) }).not.toEqual({ [each]: undefined });
  });

  it('gives every operation an id of its own, a summary and the parameters of its path', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      expect(operation['summary']).toEqual(expect.any(String));
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = operation.parameters as { name: string; in: string; required?: boolean }[];
      const inPath = parameters.filter((each) => each.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(named);
      expect(inPath.every(({ required }) => required)).toBe(true);
    }
  });

  it('says what a command needs and how it can be answered', () => {
    const install = document.paths['/lamps']?.['post'];
    expect(install).toMatchObject({
      operationId: 'Lamp.install',
      security: [{ bearer: ['store-clerk'] }, { bearer: ['tier1-agent'] }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/InstallLampV1' } } },
      },
    });
    expect(install?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
    const statuses = ['201', '400', '401', '403', '409', '412', '413', '415', '422', '423', '429', '500', '503'];
    expect(Object.keys(install?.responses ?? {})).toEqual(statuses);
    expect(install?.responses['201']).toMatchObject({ headers: { Location: {}, ETag: {}, 'Tierline-Position': {} } });
    const turn = document.paths['/lamps/{lampId}/switch']?.['post'];
    expect(turn?.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match' }));
    expect(Object.keys(turn?.responses ?? {})).toEqual(expect.arrayContaining(['200', '404']));
  });

  it('says what a path tells of a command, which its body then has no more', () => {
    const dim = document.paths['/lamps/{lampId}/bulbs/{bulb}/dimming']?.['post'];
    const ids = (dim?.parameters as { in: string; schema: object }[]).filter((each) => each.in === 'path');
    expect(ids.map(({ schema }) => schema)).toEqual([
      { type: 'string', pattern: '^[\\w.:-]{1,64}$' },
      { type: 'string', pattern: '^[\\w.:-]{1,64}$' },
    ]);
    const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/DimLampV1Body' } } } };
    expect(dim?.requestBody).toMatchObject(body);
    expect(document.components['schemas']?.['DimLampV1Body']).toEqual({
      type: 'object',
      properties: { percent: { type: 'integer' } },
      required: ['percent'],
      additionalProperties: false,
    });
  });

  it('says what a command answers besides how it ended', () => {
    const light = document.paths['/lamps/{lampId}/light']?.['post'];
    expect(light?.responses['200']).toMatchObject({
      content: {
        'application/json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/CommandAnswer' },
              { properties: { answer: { $ref: '#/components/schemas/LampV1' } } },
            ],
          },
        },
      },
    });
  });

  it('says what a query takes and answers', () => {
    const list = document.paths['/lamps']?.['get'];
    expect(list?.parameters).toContainEqual(expect.objectContaining({ name: 'limit', in: 'query' }));
    expect(list?.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/LampV1Page' } } },
    });
    const find = document.paths['/lamps/{lampId}']?.['get'];
    expect(find?.parameters).toContainEqual(expect.objectContaining({ name: 'at-least' }));
    expect(Object.keys(find?.responses ?? {})).toContain('404');
  });

  it('describes every field of every message', () => {
    expect(document.components['schemas']?.['InstallLampV1']).toMatchObject({
      required: ['socket', 'place'],
      additionalProperties: false,
      properties: { socket: { type: 'string', maxLength: 64 }, place: { type: 'string', minLength: 1, maxLength: 20 } },
    });
  });
});

describe('the page of the documentation', () => {
  it('is served with everything that it needs, and needs nothing from elsewhere', async () => {
    const response = await fetch(`${lamps.url}/docs`);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part = '']) => part);
    expect(parts).toEqual(['docs/swagger-ui.css', 'docs/swagger-ui-bundle.js', 'docs/start.js']);
    for (const part of parts) {
      const asset = await fetch(new URL(part, `${lamps.url}/docs`));
      expect(asset.status).toBe(200);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  });

  it('serves no other file', async () => {
    expect((await fetch(`${lamps.url}/docs/package.json`)).status).toBe(404);
    expect((await fetch(`${lamps.url}/docs/..%2fpackage.json`)).status).toBe(404);
  });
});
