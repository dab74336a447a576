export { sdlcExecution } from './sdlc-execution.ts';
