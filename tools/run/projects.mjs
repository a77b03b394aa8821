import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ name: string, folder: string, unit: boolean, int: boolean }} Project */

/** @param {string} folder */
const filesIn = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map((file) => String(file).replaceAll('\\', '/')) : [];

/**
 * The projects of the workspace, and which levels of specs each has.
 * @param {string} root
 * @returns {Project[]}
 */
export function projectsOf(root) {
  return ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(root, group)).flatMap((name) => {
      const folder = `${group}/${name}`;
      const description = ['package.json', 'project.json'].map((file) => join(root, folder, file)).find(existsSync);
      return description === undefined ? [] : [project(root, folder, description)];
    }),
  );
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} description
 */
function project(root, folder, description) {
  const own = readdirSync(join(root, folder));
  const specs = [...filesIn(join(root, folder, 'src')), ...own].filter((file) => /\.spec\.(?:ts|mjs)$/.test(file));
  const int = specs.filter((file) => /\.int\.spec\./.test(file));
  return {
    name: JSON.parse(readFileSync(description, 'utf8')).name,
    folder,
    unit: specs.length > int.length,
    int: int.length > 0,
  };
}
