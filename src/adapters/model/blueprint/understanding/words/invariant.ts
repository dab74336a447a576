import { wordSet } from './word-set.ts';

/** Singular words that end in s, and words that have no other form. */
export const INVARIANT = wordSet(`
  address status bus gas lens canvas atlas bonus campus census virus corpus syllabus analysis basis
  diagnosis thesis chassis premises series species news sms gps dns https css ios pos aws
  mathematics physics analytics logistics economics electronics genetics athletics statistics
  ethics politics sheep fish aircraft equipment software staff access process business class
  focus stylus consensus radius cactus octopus walrus chorus genius minibus surplus apparatus
  alias bias glass grass pass loss boss cross dress mess press compass canvass harness witness
  fitness wellness illness yes plus minus versus thus this his its is was has us as gas iris
  progress congress success excess stress mattress princess hostess waitress actress mistress
  tennis cannabis pelvis synopsis hypothesis crisis emphasis oasis axis trellis
  always sometimes perhaps besides afterwards towards kudos chaos cosmos lotus citrus
  prospectus nexus opus hiatus isthmus terminus exodus goods clothes whereas
`);
