import type { Element, ParentNode } from 'domhandler'
import { childrenOf, findAll, findChild } from '../markup.ts'

/** Where a paragraph stands in a list: which one, and how deep; `null` where the style says neither. */
export interface ListPlace {
  readonly list: string | null
  readonly level: number | null
}

/** What a style says about the paragraphs that have it. */
export interface Style {
  readonly id: string
  /** Depth of the heading, counted from 1; `null` for text. */
  readonly heading: number | null
  readonly isContents: boolean
  readonly place: ListPlace
}

/** Styles by their id, with what they take over from those that they are based on. */
export type Styles = ReadonlyMap<string, Style>

const MAX_CHAIN = 20

/** Reads the paragraph styles of a Word file. */
export function readStyles(document: ParentNode): Styles {
  const elements = new Map(findAll(document, 'w:style').map((style) => [style.attribs['w:styleId'] ?? '', style]))
  return new Map([...elements.keys()].map((id) => [id, toStyle(id, elements)]))
}

function toStyle(id: string, elements: ReadonlyMap<string, Element>): Style {
  const chain: Element[] = []
  for (let own = elements.get(id); own !== undefined && chain.length < MAX_CHAIN; ) {
    chain.push(own)
    own = elements.get(settingOf(own, 'w:basedOn') ?? '')
  }
  const names = chain.map((style) => (settingOf(style, 'w:name') ?? '').toLowerCase())
  const places = chain.map((style) => placeOf(findChild(style, 'w:pPr')))
  return {
    id,
    heading: chain.map((style, i) => headingOf(names[i] ?? '', style)).find((depth) => depth !== undefined) ?? null,
    isContents: /^(?:toc \d|toc heading|contents \d|table of figures)/.test(names[0] ?? ''),
    place: {
      list: places.find(({ list }) => list !== null)?.list ?? null,
      level: places.find(({ level }) => level !== null)?.level ?? null,
    },
  }
}

function headingOf(name: string, style: Element): number | null | undefined {
  const named = /^(?:heading|見出し)\s*(\d)/.exec(name)?.[1]
  return named === undefined ? outlineLevelOf(findChild(style, 'w:pPr')) : Number(named)
}

/** Depth by the outline level of a paragraph or style; `null` for "text", `undefined` where it says nothing. */
export function outlineLevelOf(properties: Element | undefined): number | null | undefined {
  const level = settingOf(properties, 'w:outlineLvl')
  if (level === undefined) return undefined
  return Number(level) < 9 ? Number(level) + 1 : null
}

/** The list that a paragraph or style names. */
export function placeOf(properties: Element | undefined): ListPlace {
  const place = properties && findChild(properties, 'w:numPr')
  const level = settingOf(place, 'w:ilvl')
  return { list: settingOf(place, 'w:numId') ?? null, level: level === undefined ? null : Number(level) }
}

/** The `w:val` of an element in another. */
export function settingOf(parent: Element | undefined, name: string): string | undefined {
  const child = parent && childrenOf(parent, name)[0]
  return child?.attribs['w:val']
}
