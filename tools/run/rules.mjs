import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ id: string, rule: string, specs: string[] }} RuleRow
 * @typedef {{ rules: RuleRow[], unknown: { id: string, specs: string[] }[] }} RuleReport
 */

const ID = /\b(?:RT|CV|DU|QA|CC)-\d\d\b/g;
const TEXT_OR_COMMENT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/.*|\/\*[^]*?\*\//g;

/**
 * The rule ids in the texts of a spec: its names and expectations, not its comments, which check nothing.
 * @param {string} source
 * @returns {Set<string>}
 */
export function rulesNamedIn(source) {
  const texts = [...source.matchAll(TEXT_OR_COMMENT)].map(([text]) => text).filter((text) => !text.startsWith('/'));
  return new Set(texts.flatMap((text) => text.match(ID) ?? []));
}

/**
 * Which specs name which rule. An id that no rule has is reported apart: it is a slip of the pen.
 * @param {Record<string, string>} rules id and text
 * @param {readonly { file: string, source: string }[]} specs
 * @returns {RuleReport}
 */
export function reportOf(rules, specs) {
  /** @type {Map<string, string[]>} */
  const naming = new Map();
  for (const { file, source } of specs) {
    for (const id of rulesNamedIn(source)) naming.set(id, [...(naming.get(id) ?? []), file]);
  }
  return {
    rules: Object.entries(rules).map(([id, rule]) => ({ id, rule, specs: naming.get(id) ?? [] })),
    unknown: [...naming].filter(([id]) => !(id in rules)).map(([id, files]) => ({ id, specs: files })),
  };
}

/**
 * @param {RuleReport} report
 * @returns {string[]} lines
 */
export function readable({ rules, unknown }) {
  const named = rules.filter(({ specs }) => specs.length > 0);
  const unnamed = rules.filter(({ specs }) => specs.length === 0);
  return [
    ...named.flatMap(({ id, specs }) => specs.map((spec, index) => `${index === 0 ? id : '     '}  ${spec}`)),
    ...(unnamed.length > 0 ? ['', 'Named by no spec:', ...unnamed.map(({ id, rule }) => `${id}  ${rule}`)] : []),
    ...unknown.map(({ id, specs }) => `There is no rule ${id}, which ${specs.join(', ')} names.`),
    '',
    `${String(named.length)} of ${String(rules.length)} rules are named by a spec, ${String(unnamed.length)} by none.`,
  ];
}

/**
 * The specs of the workspace.
 * @param {string} root
 */
function specsOf(root) {
  const folders = ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/src`),
  );
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((file) => `${folder}/${String(file)}`),
    )
    .filter((file) => file.endsWith('.spec.ts'))
    .sort()
    .map((file) => ({ file, source: readFileSync(join(root, file), 'utf8') }));
}

/**
 * Says which specs name which rule of docs/rules.json, and which rules none names.
 * @param {string} root
 * @param {readonly string[]} args `--json` for one JSON object
 * @param {(text: string) => void} say
 * @returns {number} exit code: 1 when a spec names a rule that does not exist
 */
export function rules(root, args, say) {
  const report = reportOf(JSON.parse(readFileSync(join(root, 'docs', 'rules.json'), 'utf8')), specsOf(root));
  say(args.includes('--json') ? JSON.stringify(report, undefined, 2) : readable(report).join('\n'));
  return report.unknown.length === 0 ? 0 : 1;
}
