import { describe, expect, it } from '@jest/globals';
import { authenticate, DEFAULT_USERS } from './users.js';

const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;
const who = (header: string | undefined) => authenticate(header, DEFAULT_USERS);

describe('credentials', () => {
  it('of the administrator make an administrator', () => {
    expect(who(basic('admin:changeit'))).toEqual({ kind: 'admin' });
  });
  it('of another user make that user with its groups', () => {
    expect(who(basic('ops:changeit'))).toEqual({ kind: 'user', name: 'ops', groups: ['$ops'] });
  });
  it('that are missing make an anonymous caller', () => {
    expect(who(undefined)).toEqual({ kind: 'anonymous' });
  });
  it('may hold a colon in the password', () => {
    const users = { ann: { password: 'a:b', groups: [] } };
    expect(authenticate(basic('ann:a:b'), users)).toMatchObject({ name: 'ann' });
  });
  it.each([
    basic('admin:wrong'),
    basic('admin:changeit2'),
    basic('nobody:changeit'),
    basic('admin'),
    basic('__proto__:x'),
    basic(''),
    'Bearer abc',
    'Basic ',
    '',
  ])('are refused when they are %j', (header) => {
    expect(who(header)).toBeUndefined();
  });
});
