import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** Our search attributes, with the prefix that keeps them apart from a cluster's own. */
export const SEARCH_ATTRIBUTES = {
  status: defineSearchAttributeKey('MaestroStatus', SearchAttributeType.KEYWORD),
  phase: defineSearchAttributeKey('MaestroPhase', SearchAttributeType.KEYWORD),
  quality: defineSearchAttributeKey('MaestroQuality', SearchAttributeType.DOUBLE),
} as const;
