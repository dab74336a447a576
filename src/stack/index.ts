export type { StackConnection } from './connection.ts';
export { doctor } from './doctor.ts';
export type { DoctorRow, DoctorStatus } from './doctor-row.ts';
export { down } from './down.ts';
export { keptSettings } from './kept-settings.ts';
export { StackError } from './stack-error.ts';
export { findStack, up } from './up.ts';
export type { UpOptions, UpResult } from './up.ts';
