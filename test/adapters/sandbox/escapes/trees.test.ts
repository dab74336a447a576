import { TREES } from './trees.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('what comes out', TREES);
