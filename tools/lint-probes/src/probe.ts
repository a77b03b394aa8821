/** One rule, with a source that breaks it and a source like it that does not. */
export interface Probe {
  /** The name that the rule reports. */
  readonly rule: string;
  /** Where the sources are, from the workspace's root. */
  readonly path: string;
  readonly refused: string;
  readonly allowed: string;
  /** Where the allowed source is, when it is the place that makes the difference. */
  readonly allowedPath?: string;
}

/** A source that imports a module. */
export const importing = (module: string): string => `import { thing } from '${module}';\nexport const used = thing;\n`;
