/** Sections of an INI file as Python's `configparser` reads it, each with its values by name. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Longer lines are not settings that a person wrote. */
const LINE = 2_000;

/** A value goes on in lines that are indented; comments stand in lines of their own. */
export const parseIni = (text: string): Ini => {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let key = '';
  for (const line of text.split(/\r?\n/).map((all) => all.slice(0, LINE))) {
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const [, name, value = ''] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (/^\s*[#;]/.test(line)) continue;
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>();
      sections.set(header, section);
      key = '';
    } else if (name !== undefined) {
      key = name;
      section.set(key, value);
    } else if (/^\s+\S/.test(line) && key !== '') {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`);
    }
  }
  return sections;
};
