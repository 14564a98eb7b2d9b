import { createHash } from 'node:crypto'
import { toRomaji } from 'wanakana'
import type { DocumentKind } from '../../domain.ts'
import { brandOf } from '../../text/company-names.ts'
import { fold } from '../../text/fold.ts'

/** The id of a document, the same for all its editions: `kumo`, `kumo-service-level`. */
export function toDocumentId(vendor: string | null, product: string, kind: DocumentKind): string {
  const name = toNameId(vendor, product)
  return kind === 'whitepaper' ? name : `${name}-${kind.replaceAll('_', '-')}`
}

/** The id of an edition: `kumo@1.3-2023-08-07`; that of the document alone where the edition has no label. */
export function toPaperId(documentId: string, version: string | null, date: string | null): string {
  const label = [version, date].filter((part) => part !== null).join('-')
  return label === '' ? documentId : `${documentId}@${toSlug(label, /[^a-z0-9.]+/gu)}`
}

/**
 * Vendor and product as a slug. Kana are romanised; where other characters are lost a short hash keeps two ids apart.
 */
function toNameId(vendor: string | null, product: string): string {
  const key = JSON.stringify([vendor, product])
  const id = NAME_IDS.get(key) ?? makeNameId(vendor, product)
  // Each paper that is taken in is held against all that there are.
  if (NAME_IDS.size >= MAX_NAME_IDS) NAME_IDS.clear()
  NAME_IDS.set(key, id)
  return id
}

const NAME_IDS = new Map<string, string>()
const MAX_NAME_IDS = 20_000

function makeNameId(vendor: string | null, product: string): string {
  const brand = vendor === null ? '' : brandOf(vendor)
  const names = fold(brand) === fold(product) ? [product] : [brand, product]
  const slug = names
    .map((name) => toSlug(name))
    .filter(Boolean)
    .join('-')
  const words = fold(names.join('\u0000')).replace(/\s+/gu, '')
  if (!/[^\0-\x7f\u3040-\u30ff]/u.test(words) && slug !== '') return slug
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 8)
  return slug === '' ? `paper-${hash}` : `${slug}-${hash}`
}

function toSlug(name: string, between = /[^a-z0-9]+/gu): string {
  const kana = fold(name).replace(/[\u3040-\u30ff]+/gu, (words) => toRomaji(words))
  return kana
    .toLowerCase()
    .replace(between, '-')
    .replace(/^-+|-+$/gu, '')
}
