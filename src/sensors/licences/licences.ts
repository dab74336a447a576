import { isObject } from '../../domain/brand.ts';
import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { readValue } from '../bounded/read.ts';
import { measured, skipped } from '../evidence.ts';
import { clip } from '../normalize.ts';
import { readProject } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { fileNamed, readText } from '../tree-files.ts';
import { declaredIn, lockedLicences, publicManifest } from './declared.ts';
import type { Declared } from './declared.ts';
import { licencesIn } from './expression.ts';
import { idsOfText } from './text.ts';

/** What is wrong with one thing that was checked; nothing, when it holds. */
type Checked = readonly Finding[];

const finding = (
  ctx: SenseContext,
  path: TreePath,
  fault: Pick<Finding, 'severity' | 'rule' | 'expected' | 'actual' | 'message'>,
): Finding => ({ ...fault, path, owner: ctx.producerOf(path) });

const ELSEWHERE = /^see licen[cs]e in /i;

const checkDeclared = (ctx: SenseContext, { path, text }: Declared): Checked => {
  const file = ELSEWHERE.test(text) ? text.replace(ELSEWHERE, '').trim() : undefined;
  if (text === 'UNLICENSED' || licencesIn(text) !== undefined) return [];
  if (file !== undefined && fileNamed(ctx.tree, file) !== undefined) return [];
  const actual = clip(text, 100);
  return [
    finding(ctx, path, {
      severity: 'warning',
      rule: 'licences.expression',
      expected: 'an SPDX expression, such as MIT or Apache-2.0',
      actual,
      message: `${path} declares the licence "${actual}", which is no SPDX expression; write its id.`,
    }),
  ];
};

const LICENCE = /^(licen[cs]e|copying|unlicense)([.-][\w.-]{1,30})?$/i;

/** Texts that belong to none of the declared licences: users can't know which holds. */
const checkTexts = async (
  ctx: SenseContext,
  paths: readonly TreePath[],
  declared: readonly string[],
): Promise<readonly Checked[]> => {
  const texts = await Promise.all(
    paths.map(async (path) => ({ path, ids: idsOfText(await readText(ctx, path)) })),
  );
  const fits = (ids: readonly string[]): boolean =>
    declared.some((id) => ids.some((start) => id.startsWith(start)));
  // Beside the text of the declared licence others are of choices, or of parts.
  const known = texts.some(({ ids }) => fits(ids));
  return texts.map(({ path, ids }) => {
    if (ids.length === 0 || declared.length === 0 || known) return [];
    const [expected, actual] = [declared.join(', '), ids.join(' or ')];
    const message = `${path} is the text of ${actual}, and the manifest declares ${expected}; make them the same.`;
    const fault = { severity: 'error', rule: 'licences.text', expected, actual, message } as const;
    return [finding(ctx, path, fault)];
  });
};

const COPYLEFT = /^A?GPL-/;

const checkLock = async (
  ctx: SenseContext,
  path: TreePath,
  own: readonly string[],
): Promise<Checked> => {
  const lock = await readValue(ctx, path);
  if (!lock.ok || !isObject(lock.value) || own.some((id) => COPYLEFT.test(id))) return [];
  const strict = lockedLicences(lock.value).filter(({ licence }) => {
    const ids = licencesIn(licence) ?? [];
    return ids.length > 0 && ids.every((id) => COPYLEFT.test(id));
  });
  if (strict.length === 0) return [];
  const actual = clip(strict.map(({ name, licence }) => `${name} (${licence})`).join(', '), 300);
  const message = `${path}: ${actual} may be passed on under its own terms only; do without, or take over its licence.`;
  const expected = 'packages whose licences allow terms of your own';
  return [
    finding(ctx, path, {
      severity: 'warning',
      rule: 'licences.copyleft',
      expected,
      actual,
      message,
    }),
  ];
};

const checkPublic = (ctx: SenseContext, files: ProjectFiles): readonly Checked[] => {
  const path = publicManifest(files);
  if (path === undefined) return [];
  const message = `${path} can be published and says nothing of a licence, so that nobody may use it; declare one, or mark it private.`;
  const expected = 'a licence';
  return [
    [
      finding(ctx, path, {
        severity: 'warning',
        rule: 'licences.none',
        expected,
        actual: 'none',
        message,
      }),
    ],
  ];
};

/** Whether the terms of a product are said once, in a form that tools know, and can be kept. */
export const licencesSensor: Sensor = {
  name: 'licences',
  async sense(ctx) {
    const files = await readProject(ctx);
    const declared = declaredIn(files);
    const own = declared.flatMap(({ text }) => licencesIn(text) ?? []);
    const texts = files.paths.filter((path) => LICENCE.test(path)).slice(0, 10);
    const lock = fileNamed(ctx.tree, 'package-lock.json');
    const said = [
      ...declared.map((each) => checkDeclared(ctx, each)),
      ...(await checkTexts(ctx, texts, own)),
    ];
    const checks = [
      ...(said.length === 0 ? checkPublic(ctx, files) : said),
      ...(lock === undefined ? [] : [await checkLock(ctx, lock, own)]),
    ];
    if (checks.length === 0) return skipped(ctx, 'licences', 'private, and no licence declared');
    return measured(ctx, 'licences', {
      note: declared.length === 0 ? 'no licence declared' : declared.map((d) => d.text).join(', '),
      checked: checks.length,
      held: checks.filter((each) => each.length === 0).length,
      findings: checks.flat(),
    });
  },
};
