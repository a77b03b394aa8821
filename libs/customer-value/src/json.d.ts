// A spec reads the released policy files. They stand outside of rootDir, so the compiler must not resolve them itself.
declare module '*.json' {
  const json: unknown;
  export = json;
}
