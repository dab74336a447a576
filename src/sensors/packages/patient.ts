import { setTimeout as delay } from 'node:timers/promises';
import type { Digest } from '../../domain/digest.ts';
import { digestOf } from '../../ports/digests.ts';
import type { Delivery, PackageOrder, Packages } from '../../ports/packages.ts';

/** How long an order that was not delivered is not given again, in ms. */
const AGAIN_MS = 60_000;

const keyOf = ({ registry, argv, files }: PackageOrder): Digest =>
  digestOf(
    JSON.stringify([registry, argv, [...files].map(([name, text]) => [name, digestOf(text)])]),
  );

/** @returns `late` when it takes longer; it goes on, and its end is nobody's concern then. */
const inTime = async <T>(work: Promise<T>, waitMs: number): Promise<T | 'late'> => {
  const over = new AbortController();
  work.catch(() => undefined);
  const late = delay(waitMs, 'late' as const, { signal: over.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
};

const lateAfter = (waitMs: number): Delivery => ({
  kind: 'refused',
  reason: `installing is not done after ${String(waitMs / 1000)} s (it goes on for later commands)`,
});

/**
 * Packages for commands that somebody waits for: orders that take long go on by themselves, and one
 * that failed is not tried again with every command.
 * @param waitMs how long all orders of one command are waited for, together.
 * @returns what the next command gets.
 */
export const inPatience = (packages: Packages, waitMs: number): (() => Packages) => {
  const failed = new Map<Digest, { readonly delivery: Delivery; readonly at: number }>();
  return () => {
    const deadline = Date.now() + waitMs;
    return {
      scripts: packages.scripts,
      async order(order, where) {
        const key = keyOf(order);
        const before = failed.get(key);
        if (before !== undefined && Date.now() - before.at < AGAIN_MS) return before.delivery;
        const left = Math.max(0, deadline - Date.now());
        const delivery = await inTime(packages.order(order, where), left);
        if (delivery === 'late') return lateAfter(waitMs);
        if (delivery.kind !== 'ready') failed.set(key, { delivery, at: Date.now() });
        return delivery;
      },
    };
  };
};
