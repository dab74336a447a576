import type { Sign } from './sign.ts';

/** Signs of machine learning, algorithms, conversions and calculations. */
export const NUMBER_SIGNS: readonly Sign[] = [
  {
    pattern:
      /\bconverter\b|\b(convert(s|ing|ion)?|turn(s|ing)?|transform(s|ing)?|transcod\w+|transpil\w+)\b [^.]{0,60}\b(in)?to\b|\bconversion (tool|of|between)\b|\b(encode|decode)(s|r)?\b/i,
    weight: 2,
    reason: 'a converter',
  },
  {
    pattern:
      /\b(training (code|data|set)|annotated (pages|images|data|examples|documents)|train(s|ed|ing)? (a|an|the|our|my|and)?[^.]{0,40}\b(model|classifier|network|regressor)|machine learning|deep learning|neural net(work)?s?|classifier|(image|text|news|document|species) classification|classify (images?|texts?|news|iris|e?mails?)|regression|lstm|cnn|bert|transformer model|fine-?tun(e|ing)|sentiment analysis|k-means|clustering|random forest|svm|xgboost|pytorch|tensorflow|scikit|kaggle|predict(s|ion|ing|or)?\b[^.]{0,60}\b(model|from|price|churn|dataset|ratings?)|object detection|reinforcement learning|embeddings?|inference|spam|naive bayes|convolutional|epochs|matrix factori[sz]ation)\b/i,
    weight: 2.5,
    reason: 'machine learning',
  },
  {
    pattern:
      /\b(algorithms?|raft|paxos|distributed|key[- ]value store|lru|physics|ray tracer|pendulum|shortest (path|route)|dijkstra|a\* search|binary (search )?tree|linked list|hash ?map|fibonacci|prime numbers?|matrix multiplication|fourier|monte carlo|simulat(e|es|ion|or)|solver|backtracking|numerical|eigenvalue|merges the overlapping|unit tests in)\b/i,
    weight: 1.6,
    reason: 'an algorithm or simulation',
  },
  {
    pattern:
      /\b(calculator|stopwatch|timer|countdown|metronome|pomodoro|drum machine|synthesi[sz]er|(virtual|web|online|playable) piano|piano (app|keyboard)|guitar tuner|(live|analog|digital|world) clock|paint(ing)? (app|program)|drawing (app|canvas|tool))\b|\bthree\.js\b|\bwebgl\b|\bshaders?\b|\b3d (model|scene|cube|animation|rotating|render\w*)\b/i,
    weight: 1.8,
    reason: 'a calculation',
  },
];
