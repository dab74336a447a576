import type { TreePath } from '../domain/tree.ts';
import { mentionsIn } from './mentions.ts';
import type { Convention } from './conventions.ts';
import type { ProjectFiles } from './project.ts';

/** The file that a project is started with, as its start command or manifest names it. */
export const mainFileOf = (files: ProjectFiles, convention: Convention): TreePath | undefined => {
  const start = convention.start(files);
  const { main } = files.manifest;
  const text = [start?.script ?? start?.command ?? '', typeof main === 'string' ? main : ''];
  return mentionsIn(text.join('\n'), files.paths)[0]?.path;
};
