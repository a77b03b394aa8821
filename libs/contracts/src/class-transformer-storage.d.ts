/** Where class-transformer keeps what its decorators say; it has no public door to it. */
declare module 'class-transformer/cjs/storage.js' {
  export const defaultMetadataStorage: {
    findTypeMetadata(target: unknown, property: string): { readonly typeFunction: () => new () => object } | undefined;
  };
}
