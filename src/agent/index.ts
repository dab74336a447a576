export { askJudge, JUDGE_TRIES } from './ask-judge.ts';
export { ModelBusy } from './failures.ts';
export type { ModelsInTurn } from './in-turn.ts';
export { AwaitsSiblings } from './reserve.ts';
export { runPersona } from './run-persona.ts';
export type { RunControl, RunDeps, RunEnd, RunTask } from './run-task.ts';
export { parseTranscript } from './transcript.ts';
export { AwaitsProvider } from './turn.ts';
