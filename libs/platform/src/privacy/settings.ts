const KEY = /^[\da-f]{64}$/;

const key = (value: string): Buffer => {
  if (!KEY.test(value)) throw new Error('must be 32 bytes as 64 hexadecimal digits in lower case');
  return Buffer.from(value, 'hex');
};

/** The secrets of a service that takes personal values. */
export const personalDataSettings = {
  directoryKey: {
    variable: 'TIERLINE_DIRECTORY_KEY',
    description: 'The secret of the hashes that name entries of the directory: 32 bytes in hexadecimal',
    parse: key,
    secret: true,
  },
  masterKey: {
    variable: 'TIERLINE_MASTER_KEY',
    description: 'The secret that wraps the keys of subjects: 32 bytes in hexadecimal',
    parse: key,
    secret: true,
  },
} as const;
