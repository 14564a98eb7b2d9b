import { type ChildNode, isTag, isText } from 'domhandler'
import { isDropped } from './main-content.ts'

/** The text of something inside a line; a link is its text and, where that says more, its address. */
export function spell(node: ChildNode): string {
  if (isText(node)) return node.data
  if (!isTag(node) || isDropped(node)) return ''
  if (node.name === 'br') return '\n'
  const text = node.children.map(spell).join('')
  return node.name === 'a' ? spellLink(text, node.attribs.href ?? '') : text
}

function spellLink(text: string, href: string): string {
  const label = text.trim()
  const mail = /^mailto:([^?]+)/i.exec(href)?.[1]
  const target = mail ?? (/^https?:\/\//i.test(href) ? href : '')
  if (target === '' || label.includes(target) || label.includes(target.replace(/\/$/, ''))) return text
  return label === '' ? target : `${text} ${target} `
}
