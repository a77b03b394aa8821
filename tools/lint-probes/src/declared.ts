import { isBuiltin } from 'node:module';
import ts from 'typescript';

/** What of a package.json says which packages a project may import. */
export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const packageOf = (module: string): string => module.split('/', module.startsWith('@') ? 2 : 1).join('/');

/**
 * The packages that a source imports and its project does not declare. npm puts every package of the workspace where
 * every project finds it, so that nothing else notices.
 *
 * @param source TypeScript
 * @param manifest of the project
 * @param shared packages that are there for every project, such as the tools of the tests
 * @returns names, each once, sorted
 */
export function undeclaredPackages(source: string, manifest: Manifest, shared: ReadonlySet<string>): string[] {
  const declared = new Set([...Object.keys(manifest.dependencies ?? {}), ...shared, manifest.name]);
  const imported = ts
    .preProcessFile(source)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((module) => !module.startsWith('.') && !isBuiltin(module));
  return [...new Set(imported.map(packageOf))].filter((name) => !declared.has(name)).sort();
}
