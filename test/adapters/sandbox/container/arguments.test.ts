import { describe, expect, test } from '@jest/globals';
import { containerArguments } from '../../../../src/adapters/sandbox/container/arguments.ts';
import { LIMITS } from '../support.ts';

const optionsFor = (engine: 'docker' | 'podman', uid: number) =>
  containerArguments(
    {
      engine,
      image: 'an-image',
      name: 'maestro-1-2-3-4',
      user: { uid, gid: uid },
      command: {
        dir: '/tmp/p',
        argv: ['node', '--version'],
        env: { A: 'b c' },
        limits: LIMITS,
        shows: [{ from: '/cache/x', to: '/project/node_modules' }],
        proxy: '/tmp/s',
      },
      line: ['sh', '-c', 'x', 'node'],
      forward: '/tmp/f',
    },
    { http_proxy: 'http://127.0.0.1:1' },
  );
const options = optionsFor('docker', 61_700);
const text = options.join(' ');

describe('the options of a container', () => {
  test.each([
    ['has no network', '--network none'],
    ['has a root that it can not write to', '--read-only'],
    ['has no right', '--cap-drop ALL'],
    ['can gain none', '--security-opt no-new-privileges'],
    ['is not root', '--user 61700:61700'],
    ['has a limit of memory, and no swap', '--memory 400000000 --memory-swap 400000000'],
    ['has a limit of processes', '--pids-limit 96'],
    ['gives way to others', '--cpu-shares 256'],
    ['has a limit of the size of a file', '--ulimit fsize=50000000'],
    [
      'has little in memory',
      '--shm-size 50000000 --tmpfs /tmp:rw,nosuid,nodev,exec,mode=1777,size=50000000,nr_inodes=50000',
    ],
    ['shares no memory', '--ipc private'],
    ['leaves nothing', '--rm'],
    ['fetches nothing', '--pull never'],
    ['keeps no log', '--log-driver none'],
    ['has its working folder', '--mount type=bind,source=/tmp/p,target=/project '],
    [
      'sees what is shown, and can not change it',
      '--mount type=bind,source=/cache/x,target=/project/node_modules,readonly',
    ],
    ['has the way out', '--mount type=bind,source=/tmp/s,target=/run/outlet,readonly'],
    ['has the way in', '--mount type=bind,source=/tmp/f,target=/run/forward '],
    ['is told of the way out', '--env http_proxy=http://127.0.0.1:1'],
    ['is found by its name', '--name maestro-1-2-3-4'],
  ])('it %s', (_what, part) => {
    expect(text).toContain(part);
  });

  test('end with the image and the line, whatever that says', () => {
    expect(options.slice(options.indexOf('--entrypoint'))).toEqual([
      ...['--entrypoint', 'sh', 'an-image', '-c', 'x', 'node'],
    ]);
  });

  test('have nothing of our environment', () => {
    const names = options
      .filter((_, at) => options[at - 1] === '--env')
      .map((pair) => pair.split('=')[0]);
    expect(names.sort()).toEqual(['A', 'HOME', 'PATH', 'TMPDIR', 'http_proxy']);
  });

  test('keep who we are where podman would give us another id inside', () => {
    const own = process.getuid?.() ?? 0;
    expect(optionsFor('podman', own).join(' ')).toContain('--userns keep-id');
    expect(optionsFor('podman', own + 1)).not.toContain('--userns');
    expect(optionsFor('docker', own)).not.toContain('--userns');
  });

  test('do not give more than is asked for', () => {
    expect(text).not.toMatch(/--privileged|--cap-add|--device|docker\.sock|--volume|--publish/);
  });
});
