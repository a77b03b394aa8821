/**
 * @template Result
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {(text: string) => void} _detail
 * @param {(env: NodeJS.ProcessEnv) => Promise<Result>} work
 */
export const withSharedStack = async ({ env }, _detail, work) => work(env);
