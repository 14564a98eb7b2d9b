import type { Section, Whitepaper } from '../../src/domain.ts'
import type { MapDocument } from './question-set.ts'

/** Brings the names of an answer to those of a section map, so that they can be compared. */
export interface Names {
  /** The map's name of a product; a product that shares its paper with others goes by the paper's common name. */
  toProduct(name: string): string
  /** The map's number of a section that is named by number, short form, alias or, where unnumbered, heading. */
  toSection(product: string, name: string): string
  /** The map's number of a section of the index; the one without a number before the first heading is the cover. */
  ofSection(product: string, section: Pick<Section, 'number' | 'heading' | 'level'>): string
}

type PaperNames = Pick<Whitepaper, 'product' | 'variants' | 'aliases'>

/** Names of the documents of a map, as the given papers of the index use them. */
export function createNames(documents: readonly MapDocument[], papers: readonly PaperNames[]): Names {
  const sections = new Map<string, string>()
  const covers = new Map<string, string>()
  for (const { product, sections: list } of documents) {
    for (const section of list) {
      if (section.kind === 'cover') covers.set(product, section.number)
      for (const name of namesOf(section)) {
        const key = `${product}|${toKey(name)}`
        if (!sections.has(key)) sections.set(key, section.number)
      }
    }
  }
  const products = documents.map((document) => document.product)
  const toSection = (product: string, name: string) => toKey(sections.get(`${product}|${toKey(name)}`) ?? name)
  return {
    toProduct: (name) => findProduct(name, products, papers) ?? name,
    toSection,
    ofSection(product, { number, heading, level }) {
      const cover = level === 0 ? covers.get(product) : undefined
      return toSection(product, cover ?? (number === '' ? heading : number))
    },
  }
}

function findProduct(name: string, products: readonly string[], papers: readonly PaperNames[]): string | undefined {
  if (products.includes(name)) return name
  const paper = papers.find((one) => [one.product, ...one.variants].includes(name))
  if (!paper || paper.variants.length === 0) return undefined
  const names = [paper.product, ...paper.variants, ...paper.aliases]
  return products.find((product) => names.includes(product) || paper.variants.every((one) => one.startsWith(product)))
}

function namesOf(section: MapDocument['sections'][number]): string[] {
  const { number, short, aliases, kind, heading } = section
  return [number, short, ...aliases, ...(kind === 'numbered' ? [] : [heading])]
}

/** `§4.2.5.` and `4.2.5`, `第2章 22` and `第２章22` are one. */
function toKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s.]+$/u, '')
    .replace(/\s+/gu, '')
    .replace(/^§/u, '')
}
