const TRACES = [/\n\s+at\s/, /\\n\s+at\s/, /\.[cm]?[jt]s:\d+/, /node_modules/, /node:internal/, /file:\/\//];

/** Whether a text tells where in the code something happened. */
export const tellsTheStack = (text: string): boolean => TRACES.some((trace) => trace.test(text));
