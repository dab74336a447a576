import { Command, CommanderError } from 'commander';
import { addApprove } from './commands/approve.ts';
import { addArtifacts } from './commands/artifacts.ts';
import { addBlueprint } from './commands/blueprint.ts';
import { addBudget } from './commands/budget.ts';
import { addCancel } from './commands/cancel.ts';
import { addConfig } from './commands/config.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDown } from './commands/down.ts';
import { addExport } from './commands/export.ts';
import { addList } from './commands/list.ts';
import { addLogs } from './commands/logs.ts';
import { addModels } from './commands/models.ts';
import { addPause } from './commands/pause.ts';
import { addPersonas } from './commands/personas.ts';
import { addPredict } from './commands/predict.ts';
import { addReject } from './commands/reject.ts';
import { addReport } from './commands/report.ts';
import { addResume } from './commands/resume.ts';
import { addRework } from './commands/rework.ts';
import { addRun } from './commands/run.ts';
import { addStatus } from './commands/status.ts';
import { addUp } from './commands/up.ts';
import { addValidate } from './commands/validate.ts';
import { addWatch } from './commands/watch.ts';
import { addWorker } from './commands/worker.ts';
import { commandLine, programName } from '../config/command.ts';
import { BadInput } from './bad-input.ts';
import type { Context } from './context.ts';
import { plainLine } from './display/plain-text.ts';

/** In the order of the help. */
const COMMANDS = [
  ...[addRun, addStatus, addList, addWatch, addLogs],
  ...[addPause, addResume, addRework, addApprove, addReject, addBudget, addCancel],
  ...[addArtifacts, addExport, addReport, addValidate, addPredict],
  ...[addPersonas, addModels, addBlueprint],
  ...[addUp, addDown, addDoctor, addConfig, addWorker],
];

const EXIT_CODES = `
Exit codes: 0 completed, 1 failed, 2 bad input, 3 waiting for a person,
4 something needed is not reachable, 130 detached (the execution goes on).`;

/** The command line; what a command needs is loaded when it is called. */
export const createProgram = (context: Context, version: string): Command => {
  const program = new Command(programName())
    .description('From a requirement to a tested, running project, on Temporal')
    .version(version)
    .addHelpText('after', EXIT_CODES)
    .helpCommand(true)
    .exitOverride()
    .configureOutput({
      // What commander has to say is thrown as well, and said once, as one line.
      outputError: () => undefined,
    });
  for (const add of COMMANDS) add(program, context);
  return program;
};

/** What commander threw: nothing for help and version, which were asked for, bad input otherwise. */
export const refusalOf = (error: CommanderError): BadInput | undefined => {
  if (error.exitCode === 0) return undefined;
  if (error.code === 'commander.help')
    return new BadInput(`Say which command; see ${commandLine('--help')}.`);
  return new BadInput(plainLine(error.message.replace(/^error: /, '')));
};

export { CommanderError };
