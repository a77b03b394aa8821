import { expect, it } from '@jest/globals';
import { withFolder } from '../durability/child.js';
import { developmentCertificate } from './development-certificate.js';

it('a development certificate is kept for the next start', () =>
  withFolder((dir) => {
    const first = developmentCertificate(dir, ['127.0.0.1', 'localhost']);
    expect(developmentCertificate(dir, ['127.0.0.1', 'localhost'])).toEqual(first);
    return Promise.resolve();
  }));

it('a development certificate is made anew for a host that it does not name', () =>
  withFolder((dir) => {
    const first = developmentCertificate(dir, ['127.0.0.1']);
    expect(developmentCertificate(dir, ['127.0.0.1', 'example.test']).cert).not.toEqual(first.cert);
    return Promise.resolve();
  }));
