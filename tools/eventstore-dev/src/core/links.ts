/** Type of an event that points at another. */
export const LINK_TYPE = '$>';

/** Reads a link's data, `revision@stream`; undefined when it is malformed. */
export function parseLink(data: Uint8Array): { readonly revision: number; readonly stream: string } | undefined {
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(Buffer.from(data).toString('utf8')) ?? [];
  return revision === undefined || stream === undefined ? undefined : { revision: Number(revision), stream };
}
