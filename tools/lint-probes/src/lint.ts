import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** The root of the workspace. */
export const workspaceRoot = join(import.meta.dirname, '..', '..', '..');

const byWholeConfig = new ESLint({ cwd: workspaceRoot });
// Rules that need types look a file up in its project; a probe's file is in none.
const bySyntaxAlone = new ESLint({ cwd: workspaceRoot, overrideConfig: [tseslint.configs.disableTypeChecked] });

/**
 * Lints a source as if it were a file of the workspace, and gives the name of every rule that it breaks, once each: the
 * name in brackets at the beginning of the message, or else ESLint's own name of the rule.
 *
 * @param path from the workspace's root; for `typed` that of a file which exists, whose text this is to be instead
 * @param source TypeScript
 * @param typed whether the rules that need types take part
 * @throws {Error} when the workspace's configuration does not look at such a file
 */
export async function brokenRules(path: string, source: string, typed = false): Promise<string[]> {
  const eslint = typed ? byWholeConfig : bySyntaxAlone;
  const [result] = await eslint.lintText(source, { filePath: join(workspaceRoot, path) });
  if (result === undefined) throw new Error(`${path} is not linted at all`);
  return [...new Set(result.messages.map(({ message, ruleId }) => nameIn(message) ?? ruleId ?? message))].sort();
}

/** The name in the message of a rule of this workspace; some of ESLint's rules put words of their own before it. */
export const nameIn = (message: string): string | undefined => /\[([a-z][a-z0-9:-]+)\] /.exec(message)?.[1];
