import type { SourceLine } from './source-document.ts'
import { toLines } from './text.ts'

const ATX = /^ {0,3}(#{1,6})[ \t\u3000]+(.*?)[ \t]*#*$/
/** A picture as text at the end of the file, as Google Docs writes them. */
const PICTURE = /^ {0,3}\[[^\]\n]+\]:[ \t]*<?data:.*$/gim
const TAGS =
  /<\/?(?:a|b|i|u|s|p|em|strong|span|div|font|sup|sub|small|code|pre|ul|ol|li|table|thead|tbody|tr|td|th|hr|img|center|details|summary|section|h[1-6])(?:\s[^<>]*)?\/?>/gi

/** Tells whether a file named as plain text was written with `#` headings after all. */
export function looksLikeMarkdown(text: string): boolean {
  return (text.match(/^#{1,6} +\S/gm)?.length ?? 0) >= 2
}

/**
 * Lines of a Markdown text with the mark-up taken off: headings carry their depth, links become text and URL,
 * a table row becomes one line with its cells separated by a tab; bullets keep their marker.
 */
export function readMarkdown(text: string): readonly SourceLine[] {
  const lines = toLines(text.replace(/<!--[\s\S]*?-->/g, '').replace(PICTURE, ''))
  const result: SourceLine[] = []
  let fenced = false
  for (const line of lines) {
    if (/^\s*(?:```|~~~)/.test(line.text)) {
      fenced = !fenced
    } else if (fenced) {
      result.push({ ...line, heading: null })
    } else if (isSetextUnderline(line.text, result.at(-1))) {
      const title = result.pop()
      if (title !== undefined) result.push({ ...title, heading: line.text.trim().startsWith('=') ? 1 : 2 })
    } else if (!isTableSeparator(line.text)) {
      result.push(toSourceLine(line))
    }
  }
  return result
}

function toSourceLine(line: { readonly text: string; readonly page: number | null }): SourceLine {
  const heading = ATX.exec(line.text)
  if (heading !== null) {
    return { text: cleanInline(heading[2] ?? '').trim(), page: line.page, heading: heading[1]?.length ?? 1 }
  }
  return { text: cleanLine(line.text), page: line.page, heading: null }
}

function cleanLine(text: string): string {
  const unquoted = text.replace(/^ {0,3}(?:> ?)+/, '')
  const row = /^\s*\|(.*)\|\s*$/.exec(unquoted)
  if (row === null) return cleanInline(unquoted).trimEnd()
  const cells = (row[1] ?? '').split(/(?<!\\)\|/).map((cell) => cleanInline(cell).trim())
  return cells.join('\t').trimEnd()
}

/** `---` under a line is a heading only right below text that could be one; after a sentence it is a rule. */
function isSetextUnderline(text: string, above: SourceLine | undefined): boolean {
  if (!/^ {0,3}(?:={3,}|-{3,})$/.test(text) || above === undefined || above.heading !== null) return false
  const title = above.text.trim()
  return title !== '' && title.length <= 60 && !/[。:：]$/.test(title) && !/^[-*+・●|]/.test(title) && !/\t/.test(title)
}

function isTableSeparator(text: string): boolean {
  return /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/.test(text) || /^\s*\|\s*:?-+:?\s*\|\s*$/.test(text)
}

function cleanInline(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/<a\s[^>]*href\s*=\s*["']([^"']*)["'][^>]*>(.*?)<\/a>/gi, (_, url: string, label: string) =>
      link(label, url),
    )
    .replace(/\[((?:[^[\]\\]|\\.)*)\]\(\s*<?([^\s)>]*)>?(?:\s+"[^"]*")?\s*\)/g, (_, label: string, url: string) =>
      link(label, url),
    )
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(TAGS, '')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_/])(__?)(?=\S)([^_]*?\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/\\+([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

/** Link text and target as text; the target is left out where it says nothing more. */
function link(label: string, url: string): string {
  const text = label.replace(/\\+([_*~#])/g, '$1').trim()
  const target = url.replace(/^mailto:/i, '').replace(/\\+([_*~#])/g, '$1')
  if (target === '' || target.startsWith('#') || target === text) return text
  return text === '' ? target : `${text} ${target}`
}
