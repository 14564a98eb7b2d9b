import { create } from '@orama/orama'
import { splitTokens } from './peer-files.ts'

/** An empty Orama index: as it comes, over tokens of ours. */
export function createOrama() {
  return create({
    schema: { tokens: 'string', concepts: 'string' },
    components: {
      tokenizer: { language: 'japanese', normalizationCache: new Map(), tokenize: splitTokens },
    },
  })
}
