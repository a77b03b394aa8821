/** Where class-transformer keeps what its decorators say; it has no public door to it. */
declare module 'class-transformer/cjs/storage.js' {
  export const defaultMetadataStorage: {
    findTypeMetadata(
      target: unknown,
      property: string,
    ):
      | {
          readonly typeFunction: () => new () => object;
          readonly options: {
            readonly discriminator?: {
              readonly property: string;
              readonly subTypes: readonly { readonly name: string; readonly value: new () => object }[];
            };
          };
        }
      | undefined;
  };
}
