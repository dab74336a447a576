import { NETWORK } from './network.ts';
import { escapeSuite } from './suite.ts';

escapeSuite('network', NETWORK);
