import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  createDatabase,
  DatabaseUrlInvalid,
  maskUrl,
  targetOf,
} from '../../../src/adapters/postgres/index.ts';

describe('a database URL', () => {
  test('is shown without its password, wherever it stands', () => {
    expect(maskUrl('postgres://kim:s3cret@db.example:6432/sdlc')).toBe(
      'postgres://kim:***@db.example:6432/sdlc',
    );
    expect(maskUrl('postgresql://db/x?user=kim&password=s3cret')).not.toContain('s3cret');
    expect(maskUrl('postgres://db/x')).toBe('postgres://db/x');
  });

  test('names host, port and database', () => {
    expect(targetOf('postgres://kim:s3cret@db.example:6432/sdlc')).toBe(
      'db.example:6432, database "sdlc"',
    );
    expect(targetOf('postgres:///sdlc?host=/run/postgresql')).toBe(
      '/run/postgresql:5432, database "sdlc"',
    );
  });

  test.each(['kim:s3cret@db', 'https://kim:s3cret@db/x', 'postgres://kim:s3cret@db:port/x', ''])(
    'that is none is refused without being repeated: %s',
    (url) => {
      const refused = () => createDatabase(url);
      expect(refused).toThrow(DatabaseUrlInvalid);
      try {
        refused();
      } catch (error) {
        expect(inspect(error, { depth: 5, showHidden: true })).not.toContain('s3cret');
      }
    },
  );
});
