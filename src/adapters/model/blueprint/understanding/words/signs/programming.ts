import type { Sign } from './sign.ts';

/** Signs of tools for programmers and of technical services. */
export const PROGRAMMING_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(chat|proxy|game|file|mail|web ?socket|streaming) server\b|\bweb ?sockets?\b|\b(log|text|code|packet|network|sentiment|data) analy[sz]er\b|\b(regex|regular expression|code|api|speed) (tester|playground)\b|\b(ci|cd|build|deployment|ci\/cd) pipeline\b/i,
    weight: 1.5,
    reason: 'a technical service',
  },
  {
    pattern:
      /\b(compares?|diffs?) (two|the two|several|both) ([\w-]+ ){0,2}(files?|texts?|strings?|images?|folders?|directories)\b|\bshows? the differences?\b/i,
    weight: 2,
    reason: 'compares files',
  },
  {
    pattern:
      /\b(public data ?sets?|the [\w-]+ data ?set|data analysis|exploratory|visuali[sz](e|es|ation|ing)|matplotlib|seaborn|heat ?map|scatter|histogram|pandas|jupyter|bar charts?|rmse)\b|\banaly[sz](e|ing) (our|the|my|ten|data)\b|\b(view(er)?|view) and analy[sz]er?\b/i,
    weight: 1,
    reason: 'analysis or pictures of data',
  },
  {
    pattern: /\b(src|results|models)\/[\w/.-]+|\b\w+\.(py|ipynb|cpp|rs)\b/,
    weight: 1.5,
    reason: 'prescribes source files',
  },
  {
    pattern:
      /\b(command[- ]line (tool|utility|program|app|application|interface)|cli|(shell|bash|powershell|python|little|small) script|terminal (tool|program|app))\b/i,
    weight: 1.2,
    reason: 'a command-line tool',
  },
  {
    pattern:
      /([\s`]--[a-z][\w-]+[\s\S]{0,400}){2}|^usage: |\[options\]|\b(stdin|stdout|stderr|standard (input|output)|exit code|command[- ]line (arguments?|options?))\b|\bpip install|\bnpm install/,
    weight: 1.2,
    reason: 'runs on a command line',
  },
  {
    pattern:
      /\b(python|javascript|typescript|java|rust|golang|go|c\+\+|ruby|npm|pip|node|react|header-only|php|swift|kotlin|open[- ]source)([- ]based)? (library|package|module|crate|sdk|gem|tool|solution|script|program|project)\b|\bclient library\b|\b(library|package|crate) which\b|\b(library|package|crate) (that|for|to) (pars|extract|detect|generat|comput|calculat|valid|encod|format|handl|provid|read|writ|convert|add)\w*|\breusable (library|component)|\bsdk\b/i,
    weight: 2.2,
    reason: 'a library',
  },
  {
    pattern: /\b(scrap(e|er|es|ing)|(web )?crawl(er|s|ing)?)\b/i,
    weight: 2.2,
    reason: 'a scraper',
  },
  {
    pattern:
      /\b(compiler|interpreter|parser|lexer|tokeni[sz]er|virtual machine|emulator|assembler|linter|code formatter|minifier|bundler|debugger|regex engine|static analy[sz]er|syntax highlight\w*|transpiler|programming language)\b/i,
    weight: 2.5,
    reason: 'a language tool',
  },
  {
    pattern:
      /\b(encrypt(s|ing|ion)? (of )?(files?|messages?|texts?)|cipher|benchmarks?|load test\w*|port scanner|reverse proxy|load balancer|firewall|vpn|packet (sniff\w*|capture|inspection)|dns server|web server|http server|message (queue|broker)|rate limiter|kernel|device driver|firmware|arduino|microcontroller|in-memory|tcp|udp|round robin|checks the availability)\b/i,
    weight: 1.5,
    reason: 'systems programming',
  },
  {
    pattern:
      /\b(chat ?bot|chat bot|(discord|telegram|slack|twitter|trading) bot|bot (that|which)|voice assistant|browser extension|chrome extension|vs ?code extension|plugin (for|that)|llm|gpt)\b/i,
    weight: 1.6,
    reason: 'a bot or extension',
  },
  {
    pattern:
      /\b(script|function|program) (that|to|which) (reads?|takes?|prints?|counts?|renames?|downloads?|parses?|checks?|finds?|computes?|calculates?|sorts?|watches|monitors?|fetches|removes?|merges?|splits?|resizes?|generates?|scans?|turns?|backs?)\b/i,
    weight: 2,
    reason: 'a script',
  },
  {
    pattern:
      /\bocr\b|\bextract(s|ing|or)?\b[^.]{0,80}\b(from|with)\b|\b(compress|resize|rename|merge|split|download)(s|es|ing)? (\w+ ){0,3}(files?|pdfs?|images?|photos?|pngs?|jpe?gs?|videos?)\b|\breads? (a|an|the) ([\w-]+ ){0,3}(file|csv|statement|map)\b/i,
    weight: 2,
    reason: 'works on files',
  },
  {
    pattern:
      /\b(data pipeline|etl|airflow|kafka|apache spark|flink|parquet|avro|dead letter|event stream|prometheus|grafana|environment variables?|in (rust|zig|go|c|haskell|assembly) with)\b|\bproxy (that|which|between)\b/i,
    weight: 1.5,
    reason: 'moves data between services',
  },
  {
    pattern:
      /\b(ci (fails?|passes|runs?|job)|one command (that|which)|run(s|ning)? one command|git ?hub action|pull requests?|git (hook|repository|repo)|formats? (my|our|the) ([\w-]+ )?files|hash function|test vectors|lookup tool|repl)\b|\s--[a-z][\w-]+ (flag|option|switch)/i,
    weight: 1.6,
    reason: 'a tool for programmers',
  },
  {
    pattern:
      /\b(file|download|window|package|clipboard|process|tab|font|partition|disk|memory) (manager|explorer|browser|picker|sync\w*)\b|\b(previewer|pre-?view of (images|files)|code reader|(qr|bar) ?code (reader|scanner))\b/i,
    weight: 2,
    reason: 'handles files and windows',
  },
  {
    pattern:
      /\bnothing (is|gets|will be|needs to be|has to be) (stored|saved|kept|persisted)\b|\bno (data|records?) (is|are) (stored|saved|kept)\b|\b(without|no need for) (a database|saving|storing)\b/i,
    weight: 2.5,
    reason: 'says that nothing is kept',
  },
];
