import type { Sign } from './sign.ts';

/** Signs of games, media, texts and pictures. */
export const MEDIA_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(video|audio|music|media|mp3) player\b|\bvisuali[sz]ers?\b|\b(markdown|text|code|image|photo|svg|hex|wysiwyg) editor\b|\bwhiteboard where\b|\bdraw together\b|\btyping (speed )?(test|tutor|trainer)\b|\b(image|photo) (gallery )?(slider|carousel)\b|\b(widget|spinner|carousel|slider|tooltip|navbar)\b/i,
    weight: 1.8,
    reason: 'a medium or a part of a page',
  },
  {
    pattern:
      /\bdraw (a|an|the) |\b(turtle|computer|vector) graphics\b|\bfractals?\b|\b(webcam|opencv)\b|\b(static )?(site|blog) generator\b|\bwrite (me )?a (haiku|poem|essay|story|letter|blog post)\b|\b(colou?r|date|file) picker\b|\bgenerat\w+ random\b|\brecords the screen\b/i,
    weight: 2,
    reason: 'graphics, texts or a part of a page',
  },
  {
    pattern:
      /\b(video |board |card |puzzle |platform |arcade |text[- ]adventure |multiplayer |two-player |2d |3d |browser |mobile |word |guessing |matching |trivia |memory |maze |idle )+game\b(?! (shop|store|caf[eé]|club|collection|library|night|group|evening|rental|nights|convention))|\b(build|create|make|develop|write|implement|code|design|want|is) (me )?(a|an|the) ([\w-]+ ){0,4}game\b|\bgame (for|with|in|where|that|using|about)\b|\bgame[.!]?$/i,
    weight: 3,
    reason: 'a game',
  },
  {
    pattern:
      /\b(tetris|tic[- ]tac[- ]toe|snake game|pong|minesweeper|sudoku|hangman|2048|breakout|pac-?man|space invaders|flappy bird|blackjack|connect four|wordle|solitaire|battleship|game of life|roguelike|text[- ]adventure|tower defen[cs]e|dungeon crawler|visual novel|phaser|pygame|godot|unreal engine|power-ups|chess (game|engine|ai)|asteroids|invaders?|platformer|high ?scores?)\b/i,
    weight: 3,
    reason: 'a game',
  },
  {
    pattern:
      /\b(image|photo|video|audio|speech|face|voice|music|sound|pdf|qr ?codes?|barcode|thumbnail|watermark|colou?r palette|pixel)s? ?(processing|editor|recogni\w+|detect\w+|generator|player|resiz\w+|filters|compress\w+|synthesi\w+|scanner|to text|visuali[sz]er|memos?)\b/i,
    weight: 2,
    reason: 'media processing',
  },
  {
    pattern:
      /\b(generat(e|es|ing|ion of|or of|or for) (a |an |random |strong |secure )?(globally )?(unique )?(ids?|identifiers|uuids?|passwords?|license files?|captchas?|images?|mazes?|art|fractals?|lorem|music|stor(y|ies)|poems?)|(password|maze|quote|name|random|id|art|meme|fractal|license|site) (\w+ )?generator|randomi[sz]er)\b/i,
    weight: 2,
    reason: 'a generator',
  },
  {
    pattern:
      /\b(pre-?trained|word vectors?|natural language processing|nlp|hugging ?face|openai|language models?|text[- ]to[- ]speech|speech[- ]to[- ]text|whisper|transcri(be|bes|bing|ption of) (\w+ )?(audio|speech|voice|podcasts?|recordings?|interviews?|meetings?|videos?|calls?|lectures?))\b/i,
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
      /^(please |can you )?(animate|visuali[sz]e|plot|render|simulate|draw|sonify|compose|detect|predict|compute|calculate)\b|\b(turned|transcoded|exported|converted|compiled) (in)?to (an? )?(mp3|mp4|wav|flac|ogg|webm|png|jpe?g|webp|gif|svg|pdf|html)\b|\b(orbits?|planets) (in|of|around)\b|\b(pixel|ascii) art\b/i,
    weight: 2,
    reason: 'asks for pictures, sounds or figures',
  },
  {
    pattern: /\bas a player\b|\b(against|beat|play against) (the )?(computer|a friend|an ai)\b/i,
    weight: 2.5,
    reason: 'is played',
  },
];
