import { parseIni } from './ini.ts';
import { entriesOf, givenTo, textsOf } from './literal.ts';
import { useOf } from './needs.ts';
import type { NeedsList } from './needs.ts';
import { requirementsIn } from './requirement.ts';

const listOf = (
  use: NeedsList['use'],
  where: string,
  texts: readonly string[],
): readonly NeedsList[] => {
  const requirements = requirementsIn(texts.join('\n'));
  return requirements.length === 0 ? [] : [{ use, where, requirements }];
};

const extra = (name: string, file: string, texts: readonly string[]): readonly NeedsList[] =>
  // `extra:condition` is a form of old.
  listOf(useOf(name.split(':')[0] ?? ''), `the extra "${name}" of ${file}`, texts).map((list) => ({
    ...list,
    extra: name,
  }));

/** What `setup.py` asks for, as far as it can be read without running it. */
export const needsInSetupPy = (text: string): readonly NeedsList[] => {
  const extras = entriesOf(givenTo(text, 'extras_require'));
  return [
    ...listOf('run', 'setup.py', textsOf(givenTo(text, 'install_requires'))),
    ...listOf('tests', 'tests_require of setup.py', textsOf(givenTo(text, 'tests_require'))),
    ...extras.flatMap(([name, value]) => extra(name, 'setup.py', textsOf(value))),
  ];
};

/** What `setup.cfg` asks for. */
export const needsInSetupCfg = (text: string): readonly NeedsList[] => {
  const ini = parseIni(text);
  const options = ini.get('options');
  const at = (name: string): readonly string[] =>
    // One line may hold several, with semicolons between.
    [options?.get(name) ?? ''].flatMap((all) =>
      all.includes('\n') ? [all] : all.split(/;(?!.*['"])/),
    );
  return [
    ...listOf('run', 'setup.cfg', at('install_requires')),
    ...listOf('tests', 'tests_require of setup.cfg', at('tests_require')),
    ...[...(ini.get('options.extras_require') ?? [])].flatMap(([name, value]) =>
      extra(name, 'setup.cfg', [value]),
    ),
  ];
};
