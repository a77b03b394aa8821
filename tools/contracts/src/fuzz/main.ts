import 'reflect-metadata';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.js';
import { reportText } from './report.js';
import { startFuzzedService } from './service.js';

const INPUTS = 10_000;
const SHOW_EVERY = 1_000;
/** Where the log of a service that did something wrong is kept: the stack's own folder goes with the stack. */
const KEPT = fileURLToPath(new URL('../../../../.tierline/fuzz', import.meta.url));

/** A whole number of the command line. @throws {Error} naming the option */
function wholeNumber(name: string, text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new Error(`--${name} must be a whole number of at least ${String(least)}, and is ${text}`);
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: String(INPUTS) },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const options = { inputs: wholeNumber('inputs', values.inputs, 1), seed: wholeNumber('seed', values.seed, 0) };
  const { stack, service } = await startFuzzedService();
  try {
    const onProgress = (sent: number) => {
      if (sent % SHOW_EVERY === 0) console.error(`${String(sent)} sent`);
    };
    const report = await fuzz(stack, service, { ...options, onProgress });
    console.log(values.json ? JSON.stringify(report) : reportText(report));
    if (report.findings.length === 0) return true;
    await mkdir(KEPT, { recursive: true });
    const kept = join(KEPT, `seed-${String(options.seed)}.log`);
    await copyFile(service.logFile, kept);
    console.error(`The log of the service is kept as ${kept}`);
    return false;
  } finally {
    await stack.stop();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
