export const quoted = (text: string): string => JSON.stringify(text).replaceAll('"', "'");
export const snake = (name: string): string => name.replaceAll(' ', '_');
export const camel = (name: string): string =>
  name.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());

const usesImport = (beside: string): boolean =>
  /^\s*import\b/m.test(beside) || !beside.includes('require(');

/** Names that no file has, since the text may be put at the end of one. */
export const bound = (name: string): string =>
  camel(name).replace(/^./, (letter) => letter.toLowerCase());

export const load = (beside: string, what: string, as: string, from: string): string =>
  usesImport(beside)
    ? `import { ${what} as ${as} } from '${from}';`
    : `const { ${what}: ${as} } = require('${from}');`;

/** The same for all that a module exports, or what it exports by default. */
export const loadWhole = (beside: string, as: string, from: string): string =>
  usesImport(beside) ? `import ${as} from '${from}';` : `const ${as} = require('${from}');`;
