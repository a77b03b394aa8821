import 'reflect-metadata';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz, type FuzzOptions } from './fuzz.js';
import { fuzzedServices, type FuzzedService } from './fuzzed-services.js';
import { reportText, type FuzzReport } from './report.js';
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
  const reports: FuzzReport[] = [];
  for (const of of fuzzedServices) reports.push(await fuzzed(of, options, values.json));
  return reports.every(({ findings }) => findings.length === 0);
}

/** Fuzzes one service, prints what came of it, and keeps its log when that is not well. */
async function fuzzed(of: FuzzedService, options: FuzzOptions, asJson: boolean): Promise<FuzzReport> {
  const { stack, service } = await startFuzzedService(of);
  try {
    const onProgress = (sent: number) => {
      if (sent % SHOW_EVERY === 0) console.error(`${of.name}: ${String(sent)} sent`);
    };
    const report = await fuzz(stack, service, { ...options, onProgress });
    console.log(asJson ? JSON.stringify(report) : reportText(report));
    if (report.findings.length > 0) {
      await mkdir(KEPT, { recursive: true });
      const kept = join(KEPT, `${of.name}-seed-${String(options.seed)}.log`);
      await copyFile(service.logFile, kept);
      console.error(`The log of ${of.name} is kept as ${kept}`);
    }
    return report;
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
