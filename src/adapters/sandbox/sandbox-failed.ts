/** The sandbox itself could not start or end a command; the command is not to blame. */
export class SandboxFailed extends Error {
  override readonly name = 'SandboxFailed';
}
