/** The only style of a report; its digest stands in the content security policy. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --dim: #5c6675; --line: #d5dae2; --back: #fff;
  --good: #1a7f37; --bad: #c62828; --warn: #9a6700; --mark: #2f6fde; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --dim: #9aa5b4; --line: #39414e;
  --back: #14181f; --good: #4cc06d; --bad: #ff7b72; --warn: #e3b341; --mark: #79a8ff; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back);
  max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; overflow-wrap: anywhere; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
table.facts th { width: 10rem; }
th { color: var(--dim); font-weight: 600; } th, td.k { white-space: nowrap; } td.n, th.n { text-align: right; white-space: nowrap; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } pre { white-space: pre-wrap; margin: .2rem 0; }
.scroll { overflow-x: auto; } .dim { color: var(--dim); }
.passed, .completed { color: var(--good); } .warning { color: var(--warn); }
.failed, .rework, .stalled, .exhausted, .error { color: var(--bad); }
summary { cursor: pointer; padding: .3rem 0; } details { border-bottom: 1px solid var(--line); }
svg { max-width: 100%; height: auto; } svg text { fill: var(--dim); font: 12px system-ui, sans-serif; }
svg .axis { stroke: var(--line); } svg .limit { stroke: var(--warn); stroke-dasharray: 4 3; }
svg .curve { stroke: var(--mark); fill: none; stroke-width: 2; } svg .bar { fill: var(--mark); }
svg .point { fill: var(--back); stroke: var(--bad); stroke-width: 2; } svg .point.passed { stroke: var(--good); }
svg .rest { fill: var(--line); }
`;
