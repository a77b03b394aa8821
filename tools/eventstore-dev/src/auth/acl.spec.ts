import { describe, expect, it } from '@jest/globals';
import type { Acl } from '../core/metadata.js';
import { isAllowed, parseDefaultAcls, type Action } from './acl.js';
import type { Principal } from './users.js';

const ADMIN: Principal = { kind: 'admin' };
const OPS: Principal = { kind: 'user', name: 'ops', groups: ['$ops'] };
const NOBODY: Principal = { kind: 'anonymous' };
const DEFAULTS = parseDefaultAcls(undefined);
const ACTIONS: readonly Action[] = ['read', 'write', 'delete'];

const may = (who: Principal, action: Action, stream: string, acl?: Acl, defaults = DEFAULTS): boolean =>
  isAllowed(who, action, stream, (name) => (name === 'guarded' ? acl : undefined), defaults);

describe.each(ACTIONS)('to %s', (action) => {
  it('a stream of users is allowed to every user and refused to nobody in particular', () => {
    expect(may(OPS, action, 'free')).toBe(true);
    expect(may(NOBODY, action, 'free')).toBe(false);
  });
  it('a system stream is allowed to administrators and refused to others', () => {
    expect(may(ADMIN, action, '$settings')).toBe(true);
    expect(may(OPS, action, '$settings')).toBe(false);
    expect(may(OPS, action, '$all')).toBe(false);
  });
  it('a guarded stream is allowed to whom its list names and refused to others', () => {
    const key = { read: '$r', write: '$w', delete: '$d' } as const;
    expect(may(OPS, action, 'guarded', { [key[action]]: ['ops'] })).toBe(true);
    expect(may(OPS, action, 'guarded', { [key[action]]: ['$ops'] })).toBe(true);
    expect(may(OPS, action, 'guarded', { [key[action]]: ['$all'] })).toBe(true);
    expect(may(OPS, action, 'guarded', { [key[action]]: ['someone'] })).toBe(false);
    expect(may(OPS, action, 'guarded', { [key[action]]: [] })).toBe(false);
    expect(may(ADMIN, action, 'guarded', { [key[action]]: ['someone'] })).toBe(true);
  });
});

describe('a metastream', () => {
  it("is guarded by its owner's roles for metadata", () => {
    expect(may(OPS, 'read', '$$guarded', { $mr: ['ops'], $r: [] })).toBe(true);
    expect(may(OPS, 'read', '$$guarded', { $mr: ['someone'], $r: ['ops'] })).toBe(false);
    expect(may(OPS, 'write', '$$guarded', { $mw: ['ops'], $w: [] })).toBe(true);
    expect(may(OPS, 'write', '$$guarded', { $mw: ['someone'], $w: ['ops'] })).toBe(false);
  });
  it('of a system stream is refused to users', () => {
    expect(may(OPS, 'read', '$$$settings')).toBe(false);
  });
});

describe('the $settings event', () => {
  const settings = '{"$userStreamAcl":{"$r":["$ops"],"$w":"$admins"},"$systemStreamAcl":{"$r":["$ops"]}}';
  const defaults = parseDefaultAcls(Buffer.from(settings));
  it('replaces the defaults that it names', () => {
    expect(may(OPS, 'read', 'free', undefined, defaults)).toBe(true);
    expect(may(OPS, 'write', 'free', undefined, defaults)).toBe(false);
    expect(may(OPS, 'read', '$x', undefined, defaults)).toBe(true);
  });
  it('leaves the others', () => {
    expect(may(OPS, 'delete', 'free', undefined, defaults)).toBe(true);
    expect(may(OPS, 'write', '$x', undefined, defaults)).toBe(false);
  });
});
