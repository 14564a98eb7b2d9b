import type { Element, ParentNode } from 'domhandler'
import { childrenOf, findAll, findChild } from '../markup.ts'
import { spellNumber } from './number-formats.ts'
import { type Styles, settingOf } from './styles.ts'

interface Level {
  readonly start: number
  readonly format: string
  /** `%1.%2`: the numbers of the levels above and of its own. */
  readonly text: string
  readonly isSymbol: boolean
  readonly style: string | undefined
}

interface List {
  /** Lists of the same kind count on. */
  readonly kind: string
  readonly levels: ReadonlyMap<number, Level>
  readonly restarts: ReadonlyMap<number, number>
}

/** Fonts whose letters are symbols. */
const SYMBOL_FONT = /wingdings|symbol|webdings/i

/** Counts the lists of a Word file, paragraph by paragraph: the numbers that are printed stand nowhere in it. */
export interface Numbering {
  /** Level at which a list counts the paragraphs of a style; 0 where it does not say. */
  levelOf(list: string, style: string | undefined): number
  /** Counts one paragraph and gives what is printed before it, `''` for nothing. */
  next(list: string, depth: number): string
}

/** Begins to count the lists of a Word file. */
export function createNumbering(document: ParentNode, styles: Styles): Numbering {
  const lists = readLists(document, styles)
  const counts = new Map<string, number[]>()
  const seen = new Set<string>()
  return {
    levelOf(list, style) {
      const levels = [...(lists.get(list)?.levels ?? [])]
      return levels.find(([, level]) => style !== undefined && level.style === style)?.[0] ?? 0
    },
    next(list, depth) {
      const own = lists.get(list)
      const level = own?.levels.get(depth)
      if (own === undefined || level === undefined) return ''
      const before = counts.get(own.kind) ?? []
      const restart = seen.has(`${list} ${depth}`) ? undefined : own.restarts.get(depth)
      seen.add(`${list} ${depth}`)
      const value = restart ?? (before[depth] ?? level.start - 1) + 1
      const now = [...Array.from({ length: depth }, (_, i) => before[i] ?? own.levels.get(i)?.start ?? 1), value]
      counts.set(own.kind, now)
      return spellLabel(level, own, now)
    },
  }
}

function spellLabel(level: Level, { levels }: List, counts: readonly number[]): string {
  if (level.format === 'bullet') return level.isSymbol ? '・' : level.text
  return level.text.replace(/%(\d)/g, (_, place: string) => {
    const at = Number(place) - 1
    return spellNumber(counts[at] ?? 1, levels.get(at)?.format ?? 'decimal')
  })
}

function readLists(document: ParentNode, styles: Styles): ReadonlyMap<string, List> {
  const kinds = new Map(findAll(document, 'w:abstractNum').map((kind) => [kind.attribs['w:abstractNumId'] ?? '', kind]))
  const numbers = new Map(findAll(document, 'w:num').map((number) => [number.attribs['w:numId'] ?? '', number]))
  const kindOf = (number: Element | undefined) => settingOf(number, 'w:abstractNumId') ?? ''
  return new Map(
    [...numbers].map(([id, number]) => {
      const kind = kindOf(number)
      const style = settingOf(kinds.get(kind), 'w:numStyleLink')
      const linked = numbers.get((style === undefined ? null : styles.get(style)?.place.list) ?? '')
      return [id, toList(number, linked === undefined ? kind : kindOf(linked), kinds)]
    }),
  )
}

function toList(number: Element, kind: string, kinds: ReadonlyMap<string, Element>): List {
  const levels = new Map<number, Level>()
  const read = (parent: Element | undefined) => {
    for (const level of parent === undefined ? [] : childrenOf(parent, 'w:lvl'))
      levels.set(depthOf(level), toLevel(level))
  }
  read(kinds.get(kind))
  const restarts = new Map<number, number>()
  for (const override of childrenOf(number, 'w:lvlOverride')) {
    read(override)
    const start = settingOf(override, 'w:startOverride')
    if (start !== undefined) restarts.set(depthOf(override), Number(start))
  }
  return { kind, levels, restarts }
}

function depthOf(level: Element): number {
  return Number(level.attribs['w:ilvl'] ?? 0)
}

function toLevel(level: Element): Level {
  const text = (settingOf(level, 'w:lvlText') ?? '').replace(/\s+/g, ' ')
  const runs = findChild(level, 'w:rPr')
  const font = (runs && findChild(runs, 'w:rFonts')?.attribs['w:ascii']) ?? ''
  return {
    start: Number(settingOf(level, 'w:start') ?? 1),
    format: settingOf(level, 'w:numFmt') ?? 'decimal',
    text,
    isSymbol: SYMBOL_FONT.test(font) || /[\ue000-\uf8ff]/u.test(text) || /^[a-zA-Z]$/.test(text),
    style: settingOf(level, 'w:pStyle'),
  }
}
