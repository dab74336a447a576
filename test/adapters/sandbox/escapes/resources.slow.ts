import { SLOW } from './resources.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('disk, over time', SLOW);
