import { zstdCompressSync } from 'node:zlib';
import kafkajs, { type CompressionTypes } from 'kafkajs';

const { CompressionCodecs } = kafkajs;

/** The least that the formats allow: nothing is made smaller, and everybody else reads it as theirs. */
const codecs: Readonly<Record<'Snappy' | 'LZ4' | 'ZSTD', (bytes: Buffer) => Buffer>> = {
  // One literal with a length of three bytes, after the length of the whole as a varint.
  Snappy: (bytes) => {
    const { length } = bytes;
    const varint = [(length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14];
    const tag = [62 << 2, (length - 1) & 0xff, ((length - 1) >> 8) & 0xff, (length - 1) >> 16];
    return Buffer.concat([Buffer.from([...varint, ...tag]), bytes]);
  },
  // A frame of blocks of at most 4 MiB, with one block that is stored as it is.
  LZ4: (bytes) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE((bytes.length | 0x80_00_00_00) >>> 0);
    return Buffer.concat([Buffer.from('04224d18607073', 'hex'), size, bytes, Buffer.alloc(4)]);
  },
  ZSTD: (bytes) => zstdCompressSync(bytes),
};

/** Lets this process send batches that kafkajs cannot read. @returns takes it back */
export function sendOnly(name: keyof typeof codecs): { readonly type: CompressionTypes; readonly forget: () => void } {
  const type = kafkajs.CompressionTypes[name];
  const before = CompressionCodecs[type];
  CompressionCodecs[type] = () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => Promise.resolve(codecs[name](buffer)),
    decompress: () => Promise.reject(new Error(`${name} cannot be read`)),
  });
  return { type, forget: () => void (CompressionCodecs[type] = before) };
}
