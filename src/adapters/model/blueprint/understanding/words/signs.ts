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
      /\b(management|booking|reservation|ticketing|inventory|registration|enrolment|enrollment|ordering|admissions?|membership|tracking|record[- ]keeping|bookkeeping|payroll|lending|rental|scheduling|administration) (system|app|application|platform|software|tool|portal|solution|database|service|website|api)\b/i,
    weight: 2,
    reason: 'a management system',
  },
  {
    pattern:
      /\bkeep(s|ing)? (track|records?|an? (\w+ )?(list|record|register|log|history|inventory))\b/i,
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
      /\b(CRM|ERP|tracker|logbook|log|diary|address book|to-?do (list|app)|registers?|registry|catalogue|catalog|directory|archive|bug tracking|issue tracking|help ?desk|waiting list|rota|roster|marketplace|back ?office)\b/i,
    weight: 0.8,
    reason: 'a kind of register',
  },
  {
    pattern: /\bas an? [\w -]{2,40},? i (want|need|would like|can|must|should)\b/i,
    weight: 0.5,
    reason: 'user stories',
  },
  {
    pattern:
      /\b(spreadsheets?|on paper|paper (forms?|diary|process|records)|index cards?|excel sheets?|ring binder|whiteboard)\b/i,
    weight: 0.7,
    reason: 'replaces lists on paper',
  },
  {
    pattern:
      /\b(e-?commerce|online (shop|store)|web ?shop|blog(ging)? (platform|system|engine|app|site)|forum|social network|library system|complaint portal)\b/i,
    weight: 1,
    reason: 'a common record system',
  },
];

/** Signs of something else. */
export const OTHER_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(chat|proxy|game|file|mail|web ?socket|streaming) server\b|\bweb ?sockets?\b|\b(log|text|code|packet|network|sentiment|data) analy[sz]er\b|\b(regex|regular expression|code|api|speed) (tester|playground)\b|\b(ci|cd|build|deployment|ci\/cd) pipeline\b/i,
    weight: 1.5,
    reason: 'a technical service',
  },
  {
    pattern:
      /\b(video|audio|music|media|mp3) player\b|\bvisuali[sz]ers?\b|\b(markdown|text|code|image|photo|svg|hex|wysiwyg) editor\b|\bwhiteboard where\b|\bdraw together\b|\btyping (speed )?(test|tutor|trainer)\b|\b(image|photo) (gallery )?(slider|carousel)\b|\b(widget|spinner|carousel|slider|tooltip|navbar)\b/i,
    weight: 1.8,
    reason: 'a medium or a part of a page',
  },
  {
    pattern:
      /\b(compares?|diffs?) (two|the two|several|both) ([\w-]+ ){0,2}(files?|texts?|strings?|images?|folders?|directories)\b|\bshows? the differences?\b/i,
    weight: 2,
    reason: 'compares files',
  },
  {
    pattern:
      /\bdraw (a|an|the) |\b(turtle|computer|vector) graphics\b|\bfractals?\b|\b(webcam|opencv)\b|\bkubernetes\b|\b(static )?(site|blog) generator\b|\bwrite (me )?a (haiku|poem|essay|story|letter|blog post)\b|\b(colou?r|date|file) picker\b|\bgenerat\w+ random\b|\brecords the screen\b/i,
    weight: 2,
    reason: 'graphics, texts or a part of a page',
  },
  {
    pattern:
      /\b(migrate|port|upgrade|rewrite) (our|the|my|this|an existing) |\bimprove the (performance|speed|accessibility)\b|\badd (dark mode|an index|caching|logging|unit tests)\b|\bjust static\b|\b(static|plain) html\b|\bwebsite for (my|our|a) (band|bakery|wedding|caf[eé]|portfolio|brand)\b/i,
    weight: 1.8,
    reason: 'work on pages or software that exist',
  },
  {
    pattern:
      /\b(fix|debug|investigate|refactor|optimi[sz]e|speed up) (the|a|an|our|this) |\bmemory leak\b|\brace condition\b/i,
    weight: 1.5,
    reason: 'a change to software that exists',
  },
  {
    pattern:
      /\b(video |board |card |puzzle |platform |arcade |text[- ]adventure |multiplayer |two-player |2d |3d |browser |mobile |word |guessing |matching |trivia |memory |maze |idle )+game\b|\b(build|create|make|develop|write|implement|code|design|want|is) (me )?(a|an|the) ([\w-]+ ){0,4}game\b|\bgame (for|with|in|where|that|using|about)\b|\bgame[.!]?$/i,
    weight: 3,
    reason: 'a game',
  },
  {
    pattern:
      /\b(tetris|tic[- ]tac[- ]toe|snake game|pong|minesweeper|sudoku|hangman|2048|breakout|pac-?man|space invaders|flappy bird|blackjack|connect four|wordle|solitaire|battleship|game of life|roguelike|chess (game|engine|ai)|asteroids|invaders?|platformer|high ?scores?)\b/i,
    weight: 3,
    reason: 'a game',
  },
  {
    pattern:
      /\bconverter\b|\b(convert(s|ing|ion)?|turn(s|ing)?|transform(s|ing)?|transcod\w+|transpil\w+)\b [^.]{0,60}\b(in)?to\b|\bconversion (tool|of|between)\b|\b(encode|decode)(s|r)?\b/i,
    weight: 2,
    reason: 'a converter',
  },
  {
    pattern:
      /\b(train(s|ed|ing)? (a|an|the|our|my|and)?[^.]{0,40}\b(model|classifier|network|regressor)|machine learning|deep learning|neural net(work)?s?|classifier|(image|text|news|document|species) classification|classify (images?|texts?|news|iris|e?mails?)|regression|lstm|cnn|bert|transformer model|fine-?tun(e|ing)|sentiment analysis|k-means|clustering|random forest|svm|xgboost|pytorch|tensorflow|scikit|kaggle|predict(s|ion|ing|or)?\b[^.]{0,60}\b(model|from|price|churn|dataset|ratings?)|object detection|reinforcement learning|embeddings?|inference|spam|naive bayes|convolutional|epochs|matrix factori[sz]ation)\b/i,
    weight: 2.5,
    reason: 'machine learning',
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
      /(\s--[a-z][\w-]+[\s\S]{0,400}){2}|\b(stdin|stdout|stderr|standard (input|output)|exit code|command[- ]line (arguments?|options?))\b|\bpip install|\bnpm install/,
    weight: 1.2,
    reason: 'runs on a command line',
  },
  {
    pattern:
      /\b(python|javascript|typescript|java|rust|golang|go|c\+\+|ruby|npm|pip|node|react|header-only|php|swift|kotlin|open[- ]source)([- ]based)? (library|package|module|crate|sdk|gem|tool|solution|script|program|project)\b|\b(library|package|crate) (that|for|to) (pars|extract|detect|generat|comput|calculat|valid|encod|format|handl|provid|read|writ|convert|add)\w*|\breusable (library|component)|\bsdk\b/i,
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
      /\b(algorithms?|raft|paxos|distributed|key[- ]value store|lru|physics|ray tracer|pendulum|shortest (path|route)|dijkstra|a\* search|binary (search )?tree|linked list|hash ?map|fibonacci|prime numbers?|matrix multiplication|fourier|monte carlo|simulat(e|es|ion|or)|solver|backtracking|numerical|eigenvalue|merges the overlapping|unit tests in)\b/i,
    weight: 1.6,
    reason: 'an algorithm or simulation',
  },
  {
    pattern:
      /\b(calculator|stopwatch|timer|countdown|metronome|pomodoro|drum machine|synthesi[sz]er|piano|guitar tuner|(live|analog|digital|world) clock|paint(ing)? (app|program)|drawing (app|canvas|tool))\b|\bthree\.js\b|\bwebgl\b|\bshaders?\b|\b3d (model|scene|cube|animation|rotating|render\w*)\b/i,
    weight: 1.8,
    reason: 'a calculation',
  },
  {
    pattern:
      /\b(landing page|static (site|website|page)|portfolio (site|website|page)|one-?page|marketing (site|page)|brochure|personal (website|homepage)|css animation|parallax|hero section|no server|only html and css)\b/i,
    weight: 2,
    reason: 'a static page',
  },
  {
    pattern:
      /\b(image|photo|video|audio|speech|face|voice|music|sound|pdf|qr ?codes?|barcode|thumbnail|watermark|colou?r palette|pixel)s? ?(processing|editor|recogni\w+|detect\w+|generator|player|resiz\w+|filters|compress\w+|synthesi\w+|scanner|to text|visuali[sz]er|memos?)\b/i,
    weight: 2,
    reason: 'media processing',
  },
  {
    pattern:
      /\b(encrypt(s|ing|ion)? (of )?(files?|messages?|texts?)|cipher|benchmarks?|load test\w*|port scanner|reverse proxy|load balancer|firewall|vpn|packet (sniff\w*|capture|inspection)|dns server|web server|http server|message (queue|broker)|rate limiter|kernel|device driver|firmware|arduino|microcontroller|in-memory|tcp|udp|round robin|checks the availability)\b/i,
    weight: 1.5,
    reason: 'systems programming',
  },
  {
    pattern:
      /\b(generat(e|es|ing|ion of|or of|or for) (a |an |random |strong |secure )?(globally )?(unique )?(ids?|identifiers|uuids?|passwords?|license files?|captchas?|images?|mazes?|art|fractals?|lorem|music|stor(y|ies)|poems?)|(password|maze|quote|name|random|id|art|meme|fractal|license|site) (\w+ )?generator|randomi[sz]er)\b/i,
    weight: 2,
    reason: 'a generator',
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
      /\b(pre-?trained|word vectors?|natural language processing|nlp|hugging ?face|openai|language models?|text[- ]to[- ]speech|speech[- ]to[- ]text|whisper|transcri(be|bes|bing|ption of))\b/i,
    weight: 1.5,
    reason: 'language or speech processing',
  },
  {
    pattern:
      /\b(current temperature|weather (app|forecast|api)|day forecast|public (weather )?api)\b/i,
    weight: 1.5,
    reason: 'shows something fetched',
  },
  {
    pattern:
      /\b((react|vue|angular|svelte|ui|web) (component|widget|hook)s?|component in (react|vue|angular|svelte)|(vs ?code|editor|colou?r) theme|storybook|css framework|design system)\b/i,
    weight: 2,
    reason: 'a component',
  },
  {
    pattern:
      /\bocr\b|\bextract(s|ing|or)?\b[^.]{0,80}\b(from|with)\b|\b(compress|resize|rename|merge|split|download)(s|es|ing)? (\w+ ){0,3}(files?|pdfs?|images?|photos?|pngs?|jpe?gs?|videos?)\b|\breads? (a|an|the) ([\w-]+ ){0,3}(file|csv|statement|map)\b/i,
    weight: 2,
    reason: 'works on files',
  },
];
