import 'reflect-metadata';
import { release } from './compatibility/released.js';
import { DOCS, write } from './docs-folder.js';
import { generatedFiles } from './generate/generated-files.js';

/** Writes everything that is generated; with `release`, keeps it as the next release too. */
async function main(commands: readonly string[]): Promise<void> {
  const unknown = commands.filter((each) => each !== 'release');
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}: say nothing, or release`);
  const files = await generatedFiles();
  const changed = write(DOCS, files);
  console.log(changed.length === 0 ? 'Everything was as the classes say.' : changed.join('\n'));
  if (commands.includes('release')) console.log(`This is release ${String(release(DOCS, files))}.`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
