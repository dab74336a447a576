/**
 * Runs a suite of pytest or unittest in another order: by module, then class, then test, so that
 * what a module or class sets up is set up once. It is handed to Python as an argument, and is no
 * file that a project could change. Arguments: framework, plan as JSON, then those of the runner.
 * Plan: `order` (declared, reversed or random), `seed`, `only` (ids; all when absent), `list`.
 */
export const PYTHON_DRIVER = `
import hashlib, json, sys
framework, plan, args = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3:]
sys.argv[:] = [framework, *args]
def rank(text):
    return hashlib.sha256((plan['seed'] + '\\n' + text).encode('utf-8', 'replace')).hexdigest()
def arranged(tests, groups):
    if plan.get('only') is not None:
        only = set(plan['only'])
        tests = [test for test in tests if groups(test)[-1] in only]
    if plan['order'] == 'reversed':
        tests = tests[::-1]
    elif plan['order'] == 'random':
        tests = sorted(tests, key=lambda test: [rank(group) for group in groups(test)])
    if plan.get('list'):
        for test in tests:
            print('maestro-test ' + json.dumps(groups(test)[-1]))
        sys.stdout.flush()
    return tests
def groups_of(identity, separator):
    parts = identity.split(separator)
    return [separator.join(parts[:count]) for count in range(1, len(parts))] + [identity]
if framework == 'pytest':
    import pytest
    class Order:
        @pytest.hookimpl(tryfirst=True)
        def pytest_collection_modifyitems(self, items):
            items[:] = arranged(items, lambda item: groups_of(item.nodeid, '::'))
    sys.exit(pytest.main(args, plugins=[Order()]))
else:
    import unittest
    def flat(suite):
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                yield from flat(test)
            else:
                yield test
    class Runner(unittest.TextTestRunner):
        def run(self, suite):
            return super().run(unittest.TestSuite(arranged(list(flat(suite)), lambda test: groups_of(test.id(), '.'))))
    unittest.main(module=None, argv=['python3 -m unittest', *args], testRunner=Runner)
`;
