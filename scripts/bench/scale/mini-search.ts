import type { Options } from 'minisearch'
import { PEER_FIELDS, splitTokens } from './peer-files.ts'

/** How MiniSearch is used: as it comes, over tokens of ours. */
export const MINI_SEARCH: Options = {
  fields: [...PEER_FIELDS],
  storeFields: ['product', 'heading', 'text'],
  tokenize: splitTokens,
  processTerm: (term) => term,
}
