import type { Attribute } from '../../knowledge/attributes.ts'
import type { Catalog } from '../../knowledge/catalog.ts'
import { escapePattern } from '../../text/escape-pattern.ts'
import { fold, squash } from '../../text/fold.ts'
import type { AttributeMatch } from './match-attributes.ts'
import { isPlanName } from './plan-names.ts'

/** Finds the names in a question that are of one instance of what it asks about: Okta, where SSO is asked. */
export type FindNames = (text: string, matches: readonly AttributeMatch[]) => readonly string[]

const WORD = '[A-Za-z][A-Za-z0-9+]*(?:\\.\\d+)*'
/** Latin words in a Japanese question, joined where the next is written like a name: Google Workspace, Face ID. */
const IN_JAPANESE = new RegExp(
  `(?<![A-Za-z0-9./@-])${WORD}(?:[ -](?=[A-Z])${WORD})*(?![A-Za-z0-9/@]|\\.[A-Za-z])`,
  'gu',
)
/** In an English one only words with a capital within the sentence. */
const IN_ENGLISH =
  /(?<=[a-z0-9,] )[A-Z][A-Za-z0-9+]*(?:\.\d+)*(?:[ -][A-Z][A-Za-z0-9+]*(?:\.\d+)*)*(?![A-Za-z0-9/@]|\.[A-Za-z])/gu
/** Words of any question, and names of plans, which are asked for otherwise. */
const ORDINARY = /^(?:i|id|ok|it|pc|ai|web|saas|faq|url|yes|no|vs|and|or|the|.* (?:plan|edition|tier))$/iu

/** Prepares what the fields' own abbreviations stand for. */
export function createFindNames({ vocabulary, values, attributes: all }: Catalog): FindNames {
  const abbreviated = new Set(vocabulary.forms.map(initialsOf).filter((initials) => initials.length > 1))
  const listed = [...values.values()].flat()
  const isListed = (name: string) => listed.some(({ pattern }) => fold(name).match(pattern) !== null)
  return (text, matches) => {
    const attributes = matches.map(({ attribute }) => attribute)
    const isAsked = (name: string) =>
      vocabulary.find(name).some(({ concept }) => matches.some(({ covered }) => covered.has(concept)))
    const members = attributes.flatMap((attribute) => all.filter(({ id }) => attribute.members.includes(id)))
    const phrases = [...attributes, ...members].map(phrasesOf).join('\n')
    const pattern = /[\p{Script=Han}\p{Script=Hiragana}]/u.test(text) ? IN_JAPANESE : IN_ENGLISH
    const written = text.normalize('NFKC')
    const found = [...written.matchAll(pattern)]
      .filter(({ 0: name, index }) => !isExample(written, index, index + name.length))
      .map(([name]) => name.replace(/(?<=[A-Z])s$/u, ''))
    return [...new Set(found)].filter(
      (name) =>
        name.length > 1 &&
        !ORDINARY.test(name) &&
        !isPlanName(fold(name)) &&
        // Without a capital it is a name where it made the question one about the attribute; zip and csv are kinds of files.
        (/[A-Z]/u.test(name) || (name.length > 3 && isAsked(name))) &&
        !phrases.includes(bare(name)) &&
        !abbreviated.has(name.toLowerCase()) &&
        !isListed(name),
    )
  }
}

/** 「SplunkみたいなSIEM」: what a name is an example of is asked about. */
function isExample(text: string, start: number, end: number): boolean {
  return (
    /^(?:みたい|のよう|など|等|とか)/u.test(text.slice(end)) ||
    /\b(?:like|such as|e\.g\.,?) $/u.test(text.slice(0, start))
  )
}

/** Whether words hold a name, also without its maker's (Workspace for Google Workspace). */
export function holdsName(words: string, name: string): boolean {
  return placeOf(fold(words), name) >= 0
}

/** Where a name stands in folded words; negative where it does not. */
export function placeOf(folded: string, name: string): number {
  const [, rest = ''] = /^[A-Za-z]+ (.{3,})$/u.exec(name) ?? []
  const search = (part: string) =>
    folded.search(new RegExp(`(?<![a-z0-9])${escapePattern(fold(part)).replace(/[ -]/gu, '[ -]?')}(?![a-z])`, 'u'))
  const whole = search(name)
  return whole >= 0 || rest === '' ? whole : search(rest)
}

/** Whether words stand in the name of an attribute or in a question for it. */
export function isPhraseOf(words: string, attribute: Attribute): boolean {
  return phrasesOf(attribute).includes(bare(words))
}

function phrasesOf({ name, asked }: Attribute): string {
  return [name.ja, name.en, ...asked.ja, ...asked.en].map(bare).join('\n')
}

function bare(words: string): string {
  return squash(words).replaceAll('-', '')
}

/** `mfa` of multi-factor authentication; empty for a single word. */
function initialsOf(form: string): string {
  const words = form.match(/[a-z]+/gu) ?? []
  return words.length < 2 ? '' : words.map((word) => word.charAt(0)).join('')
}
