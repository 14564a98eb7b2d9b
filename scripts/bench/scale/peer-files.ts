import { join } from 'node:path'

/** Where a peer keeps its index, the exact scan its vectors. */
export function peerFile(dir: string, name: 'index.json' | 'vectors.bin' | 'places.json'): string {
  return join(dir, name)
}

/** The fields that peers search: the same words and concepts as our lexical index, parted by blanks. */
export const PEER_FIELDS = ['tokens', 'concepts'] as const

/** Splits what is tokenised already. */
export function splitTokens(text: string): string[] {
  return text.split(' ').filter((token) => token !== '')
}
