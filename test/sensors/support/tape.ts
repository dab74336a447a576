/** As little of tape as a suite needs: one test after another, and what they assert as TAP. */
export const TAPE = `
const tests = [];
let count = 0, bad = 0;
const point = (fine, name) => {
  count += 1;
  if (!fine) bad += 1;
  console.log((fine ? 'ok ' : 'not ok ') + count + ' ' + name);
  if (!fine) console.log('  ---\\n    at: Test (' + new Error().stack.split('\\n')[3].trim() + ')\\n  ...');
};
module.exports = (name, run) => tests.push([name, run]);
module.exports.skip = () => {};
setImmediate(() => {
  console.log('TAP version 13');
  for (const [name, run] of tests) {
    console.log('# ' + name);
    run({
      equal: (left, right) => point(left === right, 'should be equal'),
      fail: (reason) => point(false, reason),
      end: () => {},
    });
  }
  console.log('\\n1..' + count + '\\n# tests ' + count + '\\n# pass  ' + (count - bad));
  console.log(bad === 0 ? '\\n# ok\\n' : '# fail  ' + bad + '\\n');
  process.exitCode = bad === 0 ? 0 : 1;
});
`;
