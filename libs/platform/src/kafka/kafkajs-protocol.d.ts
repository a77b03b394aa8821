declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  const crc32c: (bytes: Buffer) => number;
  export = crc32c;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  class Encoder {
    constructor(initialSize?: number);
    readonly buffer: Buffer;
    writeString(text: string): this;
    writeInt16(number: number): this;
    writeInt32(number: number): this;
    writeBytes(bytes: Buffer): this;
  }
  export = Encoder;
}

declare module 'kafkajs/src/protocol/requests/produce/index.js' {
  const produce: { readonly protocol: (of: { readonly version: number }) => unknown };
  export = produce;
}

declare module 'kafkajs/src/protocol/requests/produce/v7/request.js' {
  const request: (of: object) => { readonly encode: () => Promise<{ readonly buffer: Buffer }> };
  export = request;
}
