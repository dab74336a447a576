import { MEMORY_AND_DISK } from './resources.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('memory and disk', MEMORY_AND_DISK);
