import { type Element, isTag, isText, type ParentNode } from 'domhandler'
import { childrenOf, findAll } from '../markup.ts'

/** Parts that are not shown, or that belong to the site and not to the text. */
const DROPPED = new Set(
  'script style noscript template head nav footer form button select option input textarea iframe object svg canvas audio video map dialog rt rp'.split(
    ' ',
  ),
)
/** What stands around the content of a page; inside of it, the same elements hold a heading or a note. */
const AROUND = new Set(['header', 'aside'])
const DROPPED_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary', 'dialog'])

/** Share of a page's text that its main part has to hold: an article may be one teaser among many. */
const MAIN_SHARE = 0.4

/** The element that holds the text of a page: its main part, else its body. */
export function findContent(document: ParentNode): ParentNode {
  const body = findAll(document, 'body')[0] ?? document
  const all = lengthOf(body)
  const marked = findAll(body, ...['main', 'article', 'div', 'section']).filter(
    (element) => element.name === 'main' || element.name === 'article' || element.attribs.role === 'main',
  )
  return marked.find((element) => lengthOf(element) >= all * MAIN_SHARE) ?? body
}

/** The element is not shown, or belongs to the site. */
export function isDropped(element: Element): boolean {
  const { name, attribs } = element
  if (DROPPED.has(name) || (AROUND.has(name) && !isInContent(element))) return true
  if (attribs.hidden !== undefined || attribs['aria-hidden'] === 'true') return true
  if (DROPPED_ROLES.has(attribs.role ?? '')) return true
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs.style ?? '') || isContents(element)
}

function isInContent(element: Element): boolean {
  for (let above = element.parent; above !== null; above = above.parent) {
    if (isTag(above) && (above.name === 'main' || above.name === 'article' || above.attribs.role === 'main'))
      return true
  }
  return false
}

/** A list whose items are nothing but links into the page is its table of contents. */
function isContents(element: Element): boolean {
  if (element.name !== 'ul' && element.name !== 'ol') return false
  const links = findAll(element, 'a')
  if (links.length < 3 || links.some((link) => !(link.attribs.href ?? '').startsWith('#'))) return false
  return lengthOf(element) <= links.reduce((sum, link) => sum + lengthOf(link), 0) + links.length * 8
}

/** Characters that are shown, blanks aside. */
function lengthOf(parent: ParentNode): number {
  const own = parent.children.filter(isText).reduce((sum, text) => sum + text.data.replace(/\s+/g, '').length, 0)
  const isShown = (element: Element) => !DROPPED.has(element.name)
  return childrenOf(parent)
    .filter(isShown)
    .reduce((sum, child) => sum + lengthOf(child), own)
}
