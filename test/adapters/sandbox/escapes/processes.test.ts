import { PROCESSES } from './processes.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('processes', PROCESSES);
