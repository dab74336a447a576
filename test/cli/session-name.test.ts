import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newSession, slugOf } from '../../src/cli/session-name.ts';
import { parseSession } from '../../src/domain/session.ts';

describe('a session that nobody named', () => {
  test('is made of the words that say something', () => {
    expect(slugOf('Create a Task management system with projects')).toBe(
      'task-management-projects',
    );
    expect(slugOf('Zähle die Äpfel')).toBe('zahle-die-apfel');
    expect(slugOf('任务管理系统')).toBe('session');
  });

  test('is always one that can be used, and a new one each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(parseSession(newSession(text)).ok).toBe(true);
      }),
    );
    const names = Array.from({ length: 20 }, () => newSession('a shop'));
    expect(new Set(names).size).toBeGreaterThan(15);
  });
});
