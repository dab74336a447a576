import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { objectAt } from '../project.ts';

/** A folder, an archive, a repository or another package in place of a version. */
const ELSEWHERE =
  /^(file|link|portal|patch|git|github|https?|npm)[+:]|^\.{0,2}\/|^[\w-]+\/[\w.-]+$/;

/** What tests are run with, wherever it is declared. */
const FOR_TESTS =
  /^(@jest\/|@vitest\/|@playwright\/|chai|jest|vitest|mocha|expect|should|sinon|supertest|tap|tape|ava|uvu|jasmine|power-assert|nyc|c8)/;

const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies'];
/** What puts one package in the place of another. */
const REPLACING = ['overrides', 'resolutions', 'pnpm'];

/**
 * Packages of a manifest that a registry does not give by their name and version: what tests load
 * as their runner or their assertions may be the product's own.
 */
export const foreignPackages = (manifest: JsonObject): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const field of FIELDS) {
    for (const [name, from] of Object.entries(objectAt(manifest, field))) {
      const tests = field === 'devDependencies' || FOR_TESTS.test(name);
      if (tests && typeof from === 'string' && ELSEWHERE.test(from))
        found.set(`package "${name}"`, from);
    }
  }
  for (const field of REPLACING) {
    const value = manifest[field];
    if (isObject(value)) found.set(`"${field}"`, canonicalJson(value));
  }
  return found;
};
