import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { ensureFolder } from '../log/folder.js';
import type { TlsOptions } from '../listener.js';
import { selfSignedCertificate } from './certificate.js';

const DAYS = 365;
const MARGIN_MS = 86_400_000;

/**
 * A self-signed certificate for `hosts`, kept in `folder` and made anew when it is about to expire or does not name
 * them. `caFile` is what clients have to trust.
 */
export function developmentCertificate(folder: string, hosts: readonly string[]): TlsOptions & { caFile: string } {
  const [certFile, keyFile] = [resolve(join(folder, 'tls.crt')), resolve(join(folder, 'tls.key'))];
  const fits = (): boolean => {
    if (!existsSync(certFile) || !existsSync(keyFile)) return false;
    const known = new X509Certificate(readFileSync(certFile));
    const names = (host: string): boolean => (isIP(host) ? known.checkIP(host) : known.checkHost(host)) !== undefined;
    return hosts.every(names) && Date.parse(known.validTo) > Date.now() + MARGIN_MS;
  };
  if (!fits()) {
    ensureFolder(folder);
    const { cert, key } = selfSignedCertificate(hosts, DAYS);
    writeFileSync(keyFile, key, { mode: 0o600 });
    writeFileSync(certFile, cert);
  }
  return { cert: readFileSync(certFile), key: readFileSync(keyFile), caFile: certFile };
}
