import { createHash } from 'node:crypto'
import { toRomaji } from 'wanakana'
import { fold } from '../../text/fold.ts'
import { brandOf } from './company.ts'

/**
 * The id of a document, the same for all its versions: vendor and product as a slug. Kana are romanised; where other
 * characters are lost a short hash keeps two ids apart.
 */
export function toPaperId(vendor: string | null, product: string): string {
  const brand = vendor === null ? '' : brandOf(vendor)
  const names = fold(brand) === fold(product) ? [product] : [brand, product]
  const slug = names.map(toSlug).filter(Boolean).join('-')
  const words = fold(names.join('\u0000')).replace(/\s+/gu, '')
  if (!/[^\0-\x7f\u3040-\u30ff]/u.test(words) && slug !== '') return slug
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 8)
  return slug === '' ? `paper-${hash}` : `${slug}-${hash}`
}

function toSlug(name: string): string {
  const kana = fold(name).replace(/[\u3040-\u30ff]+/gu, (words) => toRomaji(words))
  return kana
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
}
