import type { ProjectEntity } from '../project.ts';
import { withArticle } from '../plan/naming.ts';
import { literal } from '../text/js-literal.ts';
import type { ScenarioDraft } from './draft.ts';
import { creation, step } from './draft.ts';

const purpose = 'rely';

const health: ScenarioDraft = {
  purpose,
  title: 'the service says that it is well',
  serves: ['GET /health'],
  steps: [
    step('When', 'its health is asked for', "const answer = await service.get('/health');"),
    step(
      'Then',
      'the answer is 200 with the status "ok"',
      'assert.equal(answer.status, 200);',
      "assert.equal(answer.body.status, 'ok');",
    ),
  ],
};

const page: ScenarioDraft = {
  purpose,
  title: 'the web page is served, and may load nothing from elsewhere',
  serves: [],
  steps: [
    step('When', 'a browser opens the service', "const answer = await service.get('/');"),
    step(
      'Then',
      'the answer is an HTML page',
      'assert.equal(answer.status, 200);',
      "assert.match(answer.headers.get('content-type'), /^text\\/html/);",
      'assert.match(answer.body, /<html lang="en">/);',
    ),
    step(
      'And',
      'its content security policy allows nothing but its own files',
      "const policy = answer.headers.get('content-security-policy');",
      "assert.match(policy, /default-src 'none'; script-src 'self'/);",
    ),
  ],
};

const unknownPath: ScenarioDraft = {
  purpose,
  title: 'an unknown address is not found',
  serves: [],
  steps: [
    step(
      'When',
      'an address is read that does not exist',
      "const answer = await service.get('/no/such/address');",
    ),
    step(
      'Then',
      'the answer is 404 as problem+json',
      'assert.equal(answer.status, 404);',
      "assert.equal(answer.headers.get('content-type'), 'application/problem+json');",
      "assert.equal(answer.body.title, 'Not found');",
    ),
  ],
};

const wrongMethod = ({ plural, path }: ProjectEntity): ScenarioDraft => ({
  purpose,
  title: 'a method that makes no sense is refused',
  serves: [],
  steps: [
    step(
      'When',
      `the list of ${plural} is deleted`,
      `const answer = await service.delete(${literal(`/${path}`)});`,
    ),
    step(
      'Then',
      'the answer is 405 and says what is allowed',
      'assert.equal(answer.status, 405);',
      "assert.equal(answer.headers.get('allow'), 'GET, POST');",
    ),
  ],
});

const notJson = ({ name, path }: ProjectEntity): ScenarioDraft => ({
  purpose,
  title: 'a body that is not JSON is refused',
  serves: [`POST /${path}`],
  steps: [
    step(
      'When',
      `${withArticle(name)} is sent as broken JSON`,
      `const broken = await service.send('POST', ${literal(`/${path}`)}, '{"', 'application/json');`,
    ),
    step('Then', 'the answer is 400', 'assert.equal(broken.status, 400);'),
    step(
      'When',
      `${withArticle(name)} is sent as a web form`,
      `const form = await service.send('POST', ${literal(`/${path}`)}, 'a=b', 'application/x-www-form-urlencoded');`,
    ),
    step('Then', 'the answer is 415', 'assert.equal(form.status, 415);'),
    step(
      'When',
      `a list is sent instead of ${withArticle(name)}`,
      `const list = await service.post(${literal(`/${path}`)}, []);`,
    ),
    step('Then', 'the answer is 400', 'assert.equal(list.status, 400);'),
  ],
});

const tooLarge = ({ name, path }: ProjectEntity): ScenarioDraft => ({
  purpose,
  title: 'a body that is too large is refused',
  serves: [`POST /${path}`],
  steps: [
    step(
      'When',
      `${withArticle(name)} of 200,000 bytes is sent`,
      `const answer = await service.post(${literal(`/${path}`)}, { large: 'x'.repeat(200_000) });`,
    ),
    step('Then', 'the answer is 413', 'assert.equal(answer.status, 413);'),
    step(
      'And',
      'the service goes on',
      "const after = await service.get('/health');",
      'assert.equal(after.status, 200);',
    ),
  ],
});

/** For what ends the process: other scenarios share one service, which must go on. */
const OWN_SERVICE = ['const own = await startService();', 't.after(() => own.dispose());'];

const crash = ({ name, plural }: ProjectEntity): ScenarioDraft => ({
  purpose,
  title: 'what was confirmed survives a crash',
  serves: [],
  steps: [
    step(
      'Given',
      `two ${plural}, of which one has been deleted again`,
      ...OWN_SERVICE,
      creation('kept', name, undefined, 'own'),
      creation('gone', name, undefined, 'own'),
      'await own.delete(gone.address);',
    ),
    step(
      'When',
      'the process is killed and started again',
      'await own.kill();',
      'await own.start();',
    ),
    step(
      'Then',
      'the first is there as it was, and the second is not',
      'const read = await own.get(kept.address);',
      'assert.deepEqual(read.body, kept.body);',
      'const none = await own.get(gone.address);',
      'assert.equal(none.status, 404);',
    ),
  ],
});

const stop: ScenarioDraft = {
  purpose,
  title: 'the service stops when it is asked to',
  serves: [],
  steps: [
    step('When', 'the process gets SIGTERM', ...OWN_SERVICE, 'const code = await own.stop();'),
    step('Then', 'it ends with exit code 0', 'assert.equal(code, 0);'),
  ],
};

/** What holds for the service as a whole, tried with an entity that needs no other. */
export function relying(root: ProjectEntity): readonly ScenarioDraft[] {
  return [
    health,
    page,
    unknownPath,
    wrongMethod(root),
    notJson(root),
    tooLarge(root),
    crash(root),
    stop,
  ];
}
