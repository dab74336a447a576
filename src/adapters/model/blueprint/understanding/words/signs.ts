/** A pattern in a requirement that speaks for or against record keeping. */
export interface Sign {
  readonly pattern: RegExp;
  readonly weight: number;
  /** What it shows, in a few words. */
  readonly reason: string;
}

/** Signs that records are kept. */
export const RECORD_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(management|booking|reservation|ticketing|inventory|registration|enrolment|enrollment|ordering|admissions?|membership|tracking|record[- ]keeping|bookkeeping|payroll|lending|rental) (system|app|application|platform|software|tool|portal|solution|database|service|website|api)\b/i,
    weight: 2,
    reason: 'a management system',
  },
  {
    pattern: /\bkeep(s|ing)? (track|records?|a (list|record|register|log|history))\b/i,
    weight: 2,
    reason: 'asks to keep track',
  },
  {
    pattern: /\b(manage|managing|maintain|maintaining|administer|organi[sz]e)\b/i,
    weight: 0.8,
    reason: 'asks to manage',
  },
  {
    pattern: /\bCRUD\b|\bcreate, (read|view|retrieve), update,? (and|or) delete\b/i,
    weight: 1.5,
    reason: 'create, read, update, delete',
  },
  {
    pattern:
      /\b(add|create|enter|register|record|log)s?,? [^.]{0,60}\b(edit|update|delete|remove|cancel|archive)s?\b/i,
    weight: 1,
    reason: 'records are added and changed',
  },
  {
    pattern: /\b(GET|POST|PUT|PATCH|DELETE)\s+[`*]{0,2}\/\w/,
    weight: 0.8,
    reason: 'a REST interface',
  },
  {
    pattern:
      /\b(CRM|ERP|tracker|logbook|address book|to-?do (list|app)|register of|catalogue|catalog|bug tracking|issue tracking|help ?desk|waiting list|rota|roster|marketplace)\b/i,
    weight: 1,
    reason: 'a kind of register',
  },
  {
    pattern: /\bas an? [\w -]{2,40},? i (want|need|would like|can|must|should)\b/i,
    weight: 0.5,
    reason: 'user stories',
  },
  {
    pattern:
      /\b(spreadsheets?|on paper|paper forms?|index cards?|excel sheets?|ring binder|notebook)\b/i,
    weight: 0.7,
    reason: 'replaces lists on paper',
  },
  {
    pattern:
      /\b(e-?commerce|online (shop|store)|web ?shop|blog(ging)? (platform|system|engine)|forum|social network|library system)\b/i,
    weight: 1,
    reason: 'a common record system',
  },
];

/** Signs of something else. */
export const OTHER_SIGNS: readonly Sign[] = [
  {
    pattern: /\b(src|lib|results|models|data)\/[\w/.-]+\.?\w*|\b\w+\.(py|ipynb|cpp|rs|c|h)\b/,
    weight: 1.5,
    reason: 'prescribes source files',
  },
  {
    pattern:
      /(\s--[a-z][\w-]+[\s\S]{0,400}){2}|\b(stdin|stdout|stderr|standard (input|output)|exit code|command[- ]line (arguments?|options?))\b|\bpip install|\bnpx? install/,
    weight: 1.2,
    reason: 'runs on a command line',
  },
  {
    pattern:
      /\b(pre-?trained|word vectors?|natural language processing|nlp|tokens? (per|by)|hugging ?face|openai|language models?|speech)\b/i,
    weight: 1.5,
    reason: 'language or speech processing',
  },
  {
    pattern:
      /\b(generat(e|es|ing|ion of|or of|or for) (globally )?(unique )?(ids?|identifiers|uuids?|passwords?|license files?|captchas?|images?|mazes?|art|music|text))\b/i,
    weight: 2,
    reason: 'a generator',
  },
  {
    pattern:
      /\b(current (temperature|weather)|weather (app|forecast|api)|forecast for|public (weather )?api|speech[- ]to[- ]text|text[- ]to[- ]speech|voice|whisper|transcri\w+)\b/i,
    weight: 1.5,
    reason: 'shows or turns something fetched',
  },
  {
    pattern:
      /\b(video |board |card |puzzle |platform |arcade |text[- ]adventure |multiplayer |2d |3d |browser |mobile |word |guessing |trivia |memory |maze |idle )+game\b|\b(build|create|make|develop|write|implement|code|design|want|need|is) (me )?(a|an|the) ([\w-]+ ){0,4}game\b|\b(tetris|tic[- ]tac[- ]toe|snake game|pong|minesweeper|sudoku|hangman|2048|breakout|pac-?man|space invaders|flappy bird|blackjack|connect four|wordle|solitaire|battleship|game of life|roguelike|chess (game|engine|ai)|asteroids)\b/i,
    weight: 3,
    reason: 'a game',
  },
  {
    pattern:
      /\bconvert(s|er|ing|ion|or)?\b|\btranslat(e|es|or|ing)\b [^.]{0,40}\b(into|to)\b|\btranspil|\btranscod|\b(encode|decode)(s|r)?\b/i,
    weight: 2,
    reason: 'a converter',
  },
  {
    pattern:
      /\b(train(s|ed|ing)? (a|an|the|our|my|and)?[^.]{0,40}\b(model|classifier|network|regressor)|machine learning|deep learning|neural net(work)?s?|classif(y|ier|ication)|regression|lstm|cnn|bert|transformer model|fine-?tun(e|ing)|sentiment analysis|k-means|clustering|random forest|svm|xgboost|pytorch|tensorflow|scikit|kaggle|predict(s|ion|ing|or)?\b[^.]{0,60}\b(model|from|price|churn|dataset)|object detection|reinforcement learning|embeddings?|inference)\b/i,
    weight: 2.5,
    reason: 'machine learning',
  },
  {
    pattern:
      /\b(data ?set|csv file|data analysis|exploratory|visuali[sz](e|es|ation|ing)|matplotlib|seaborn|plots?|heat ?map|scatter|histogram|pandas|jupyter|notebook)\b/i,
    weight: 1,
    reason: 'analysis or pictures of data',
  },
  {
    pattern:
      /\b(command[- ]line (tool|utility|program|app|application|interface)|cli (tool|utility|program|app)|cli\b|shell script|bash script|terminal (tool|program|app))/i,
    weight: 1.2,
    reason: 'a command-line tool',
  },
  {
    pattern:
      /\b((python|javascript|typescript|java|rust|go|golang|c\+\+|c|ruby|npm|pip|node|react|header-only|php|swift|kotlin|open[- ]source)([- ]based)? (library|package|module|crate|sdk|gem|tool|solution|script|program|project)|(library|package|module|crate) (that|for|to) (pars|extract|detect|generat|comput|calculat|valid|encod|format|handl|provid|read|writ|convert)|reusable (library|component)|sdk)\b/i,
    weight: 2.2,
    reason: 'a library',
  },
  {
    pattern: /\b(scrap(e|er|es|ing)|crawl(er|s|ing)?|spider)\b/i,
    weight: 2.2,
    reason: 'a scraper',
  },
  {
    pattern:
      /\b(compiler|interpreter|parser|lexer|tokeni[sz]er|virtual machine|emulator|assembler|linter|formatter|minifier|bundler|debugger|regex engine|static analy[sz]er|syntax highlight\w*|transpiler|programming language)\b/i,
    weight: 2.5,
    reason: 'a language tool',
  },
  {
    pattern:
      /\b(algorithms?|raft|paxos|distributed|key[- ]value store|lru|physics|ray tracer|pendulum|sorting|shortest path|dijkstra|a\* search|binary (search )?tree|linked list|hash ?map|data structure|fibonacci|prime numbers?|matrix|fourier|monte carlo|simulat(e|es|ion|or)|solver|backtracking|genetic|numerical|integral|eigenvalue)\b/i,
    weight: 1.6,
    reason: 'an algorithm or simulation',
  },
  {
    pattern:
      /\b(calculator|calculates?|compute[sr]?|stopwatch|timer|countdown|clock|metronome|pomodoro)\b/i,
    weight: 1,
    reason: 'a calculation',
  },
  {
    pattern:
      /\b(landing page|static (site|website|page)|portfolio (site|website|page)|one-?page|marketing (site|page)|brochure|personal (website|homepage)|css animation|parallax|website for (my|our))\b/i,
    weight: 2,
    reason: 'a static page',
  },
  {
    pattern:
      /\b(image|photo|video|audio|speech|face|voice|music|sound|pdf|ocr|qr ?codes?|barcode|thumbnail|watermark|colou?r palette|pixel)s? ?(processing|editor|recogni\w+|detect\w+|generator|player|resiz\w+|filter\w*|compress\w+|synthesi\w+|scanner|to text|classification|visuali[sz]er)\b/i,
    weight: 2,
    reason: 'media processing',
  },
  {
    pattern:
      /\b(encrypt\w*|decrypt\w*|cipher|hashing|compress\w*|benchmark\w*|load test\w*|port scanner|proxy|load balancer|firewall|vpn|packet|dns server|web server|http server|message (queue|broker)|cache server|rate limiter|kernel|driver|firmware|raspberry|arduino|microcontroller|robot|drone|sensor)\b/i,
    weight: 1.4,
    reason: 'systems programming',
  },
  {
    pattern:
      /\b(generates? (a |an |random |strong |secure )?(password|maze|art|fractal|lorem|name|unique id|story|poem|music|image)s?|password generator|(generator|randomi[sz]er)\b)/i,
    weight: 1.5,
    reason: 'a generator',
  },
  {
    pattern:
      /\b(chat ?bot|discord bot|telegram bot|slack bot|twitter bot|trading bot|bot that|voice assistant|browser extension|chrome extension|vs ?code extension|plugin|llm|gpt|rag|prompt)\b/i,
    weight: 1.6,
    reason: 'a bot or extension',
  },
  {
    pattern:
      /\b(script|function|program) (that|to|which) (reads?|takes?|prints?|counts?|renames?|downloads?|parses?|checks?|finds?|computes?|calculates?|sorts?|monitors?|fetches|removes?|merges?|splits?|resizes?|generates?|scans?)\b/i,
    weight: 2,
    reason: 'a script',
  },
];
