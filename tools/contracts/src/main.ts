import 'reflect-metadata';
import { DOCS, write } from './docs-folder.js';
import { generatedFiles } from './generate/generated-files.js';

const changed = write(DOCS, await generatedFiles());
console.log(changed.length === 0 ? 'Everything was as the classes say.' : changed.join('\n'));
