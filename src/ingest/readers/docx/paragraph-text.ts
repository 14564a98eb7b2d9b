import type { Element, ParentNode } from 'domhandler'
import { childrenOf, findAll, findChild, textOf } from '../markup.ts'

/** What a paragraph says, and what hangs on it. */
export interface ParagraphText {
  /** Line breaks of its own are kept. */
  readonly text: string
  /** Ids of the notes that it refers to. */
  readonly notes: readonly string[]
  /** Text boxes that are anchored in it. */
  readonly boxes: readonly Element[]
}

/** Elements that only hold others. What was deleted or moved away (`w:del`, `w:moveFrom`) is none of them. */
const HOLDERS = new Set([
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:fldSimple',
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:bdo',
  'w:dir',
])

/** Reads a paragraph, links with their address where their text does not say it. */
export function readParagraph(paragraph: ParentNode, links: ReadonlyMap<string, string>): ParagraphText {
  const found = { text: '', notes: [] as string[], boxes: [] as Element[] }
  read(paragraph, links, found)
  return { ...found, text: found.text.replace(/[ \t\u00a0]+/g, ' ').trim() }
}

interface Found {
  text: string
  readonly notes: string[]
  readonly boxes: Element[]
}

function read(parent: ParentNode, links: ReadonlyMap<string, string>, found: Found): void {
  for (const child of childrenOf(parent)) {
    if (child.name === 'w:r') readRun(child, links, found)
    else if (child.name === 'w:hyperlink') readLink(child, links, found)
    else if (HOLDERS.has(child.name)) read(child, links, found)
  }
}

function readLink(link: Element, links: ReadonlyMap<string, string>, found: Found): void {
  const before = found.text.length
  read(link, links, found)
  const label = found.text.slice(before).trim()
  const target = (links.get(link.attribs['r:id'] ?? '') ?? '').trim().replace(/^mailto:/i, '')
  const isAddress = /^https?:\/\/\S+$|^[^\s/]+@[^\s/]+$/i.test(target)
  if (isAddress && !label.includes(target.replace(/\/$/, ''))) found.text += ` ${target} `
}

function readRun(run: Element, links: ReadonlyMap<string, string>, found: Found): void {
  const properties = findChild(run, 'w:rPr')
  if (properties && findChild(properties, 'w:vanish')) return
  for (const part of childrenOf(run)) {
    if (part.name === 'w:t') found.text += textOf(part).replace(/[\n\r]/g, ' ')
    else if (part.name === 'w:tab' || part.name === 'w:ptab') found.text += ' '
    else if (part.name === 'w:br' || part.name === 'w:cr') found.text += '\n'
    else if (part.name === 'w:noBreakHyphen') found.text += '-'
    else if (part.name === 'w:ruby') readRuby(part, links, found)
    else if (part.name === 'w:footnoteReference' || part.name === 'w:endnoteReference') addNote(part, found)
    else if (part.name === 'mc:AlternateContent') found.boxes.push(...boxesOf(findChild(part, 'mc:Choice') ?? part))
    else if (part.name === 'w:drawing' || part.name === 'w:pict') found.boxes.push(...boxesOf(part))
  }
}

function readRuby(ruby: Element, links: ReadonlyMap<string, string>, found: Found): void {
  const base = findChild(ruby, 'w:rubyBase')
  if (base) read(base, links, found)
}

function addNote(reference: Element, found: Found): void {
  found.notes.push(`${reference.name.slice(2).replace('Reference', '')} ${reference.attribs['w:id'] ?? ''}`)
}

/** Text boxes, the inner ones within the outer. */
function boxesOf(parent: Element): readonly Element[] {
  return findAll(parent, 'w:txbxContent').filter((box) => {
    for (let above = box.parent; above !== null && above !== parent; above = above.parent) {
      if ('name' in above && above.name === 'w:txbxContent') return false
    }
    return true
  })
}
