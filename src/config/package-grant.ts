import type { PackageGrant } from '../domain/settings.ts';
import type { Config } from './schema.ts';

/** What the configuration grants to installing; `none` in the list takes all of it back. */
export const packageGrant = ({ registries, scripts }: Config['packages']): PackageGrant => ({
  registries: registries.includes('none')
    ? []
    : registries.filter((registry) => registry !== 'none'),
  scripts: scripts === 'on',
});
