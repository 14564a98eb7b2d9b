import type { Section } from '../../domain.ts'
import { findCompanies } from '../../text/company-names.ts'
import { findDates } from '../../text/dates.ts'
import { fold, foldWithMap } from '../../text/fold.ts'
import { DOCUMENT_KIND, hasKind, isKindOnly } from './document-kind.ts'
import { trimName } from './names.ts'

/** What a cover says. */
export interface Cover {
  /** Lines with words, without Markdown marks. */
  readonly lines: readonly string[]
  /** Those of them above the first sentence: where a title may stand. */
  readonly head: readonly string[]
  /** As printed without edition marks, `null` where the cover has none. */
  readonly title: string | null
  readonly version: string | null
  /** Newest date, `YYYY-MM-DD` or `YYYY-MM`. */
  readonly date: string | null
}

const VERSION =
  /[(<[【-]?\s?(?:(?<![a-z\d])第\s?(?<a>\d{1,3}(?:\.\d{1,3}){0,3})\s?版|(?<![a-z])(?:version|ver|rev(?:ision)?|v|バージョン|版数?\s?[:]|エディション)[.:]{0,2}\s?(?<b>(?:20\d\d(?=\.)|\d{1,3})(?:\.\d{1,3}){0,3})(?![\d.])\s?版?|(?<![\d.年月])(?<c>\d{1,3}(?:\.\d{1,3}){0,3})\s?版|(?<first>初版)|(?<![a-z])(?:edition|第?版数)\s?(?<edition>\d{1,3}(?:\.\d{1,3})?)(?![\d.])|(?<![a-z])(?:rev(?:ision)?|version|ver|edition|issue)[.:]?\s?(?<letter>[a-z])(?![a-z0-9]))\s?[)>\]】-]?/gu
const DATED_EDITION = /[(<[【-]?\s?(?:19|20)\d{2}年(?:度|\d{1,2}月)?版\s?[)>\]】-]?/gu
/** `様式C（第6版）`: the edition of a form that the paper was written on. */
const FORM_EDITION = /様式\s?[a-z0-9一-九ア-ン]{1,4}\s?\([^()\n]{1,12}\)/gu
const NOT_TITLE =
  /^(?:サービス|製品|商品|プロダクト|システム|対象サービス|対象製品|提供(?:事業)?者|事業者|会社|回答(?:者|日|した会社|した部署)|記入欄|シートの様式|作成者?|発行(?:者|元)?|承認者?|service|product|vendor|company|author)(?:名称?| name)?(?:\s?[:\t]| {2,})|^[^:\s]{0,6}(?:表題|題名|標題|タイトル|文書名|資料名)\s?:|^(?:目\s?次|contents|table of contents|index)$|文書番号|文書管理(?:番号|者)|管理番号|document (?:no|number|id)|https?:|@|copyright|©|all rights reserved|社外秘|取扱注意|^confidential|^公開|^public$/u
const DATE_LABEL =
  /制定日?|改[訂定]日?|発行日?|施行日?|作成日?|公開日?|最終更新日?|更新日?|版|date|effective|last (?:updated|modified|revised)|updated|published|as of|現在|[:\s()-]/gu

/** Lines among which a title is looked for. */
const MAX_HEAD_LINES = 20

/** Reads the cover: the section before the first heading, or a first heading that is the title itself. */
export function readCover(sections: readonly Section[]): Cover {
  const lines = coverLines(sections)
  const sentence = lines.findIndex((line, i) => i > 0 && isSentence(line))
  const head = lines.slice(0, Math.min(MAX_HEAD_LINES, sentence < 0 ? lines.length : sentence))
  return {
    lines,
    head,
    title: findTitle(head),
    version: findVersion(lines),
    date: findDate(lines),
  }
}

/** The way to a web page and its menu: `ホーム ＞ 製品`, `メニュー｜機能｜料金`. */
function isNavigation(line: string): boolean {
  const parts = line.split(/\s[＞>›»]\s|＞/u).length
  return parts > 2 || line.split(/[｜|]/u).length > 3 || /^(?:ホーム|トップ|home|top)\s*[＞>›»]/iu.test(line.trim())
}

function isSentence(line: string): boolean {
  return (
    /。/u.test(line) ||
    line.length > 120 ||
    /[?？]$/u.test(line) ||
    /^\p{Lu}.{20,}(?<!Ltd|Inc|Corp|Co|[A-Z])\.$/u.test(line)
  )
}

function coverLines(sections: readonly Section[]): readonly string[] {
  // A web page may begin with its menu.
  const isMenu =
    sections[0]?.level === 0 && sections[0].body.split('\n').every((line) => line.trim() === '' || isNavigation(line))
  const first = isMenu && sections[1] ? { ...sections[1], level: 0 } : sections[0]
  if (!first || (first.level !== 0 && !isTitleHeading(first, sections[1]))) return []
  const heading = first.heading === '表紙' ? [] : [first.heading]
  return [...heading, ...first.body.split(/\n|(?<=\S)(?=Copyright|©)(?<!©\s?|\(C\)\s?)/iu)]
    .filter((line) => !isNavigation(line))
    .flatMap((line) => line.split('｜'))
    .map((line) =>
      line
        .replace(/^[\s#>*=]+/u, '')
        .trim()
        .replace(/\*{1,3}$/u, ''),
    )
    .filter(Boolean)
}

/** A first heading without a number that names a kind of document, or that has nothing but a date or company below it. */
function isTitleHeading(first: Section, second: Section | undefined): boolean {
  if (first.number !== '') return false
  const heading = fold(first.heading)
  if (hasKind(first.heading) && /セキュリティ|security|ホワイト|white|trust|仕様書|説明|faq|q&a/u.test(heading))
    return true
  return (
    second !== undefined &&
    first.body.length <= 200 &&
    !/。|\.\s/u.test(first.body) &&
    hasKind(first.body.split('\n')[0] ?? '')
  )
}

/** A title without the marks of its edition: （4版）, －第1版－, Ver 1.1, dates. */
export function withoutEdition(title: string): string {
  const folded = foldWithMap(title)
  const ranges = [
    ...[...folded.text.matchAll(VERSION), ...folded.text.matchAll(DATED_EDITION)].map((m) => [
      m.index,
      m.index + m[0].length,
    ]),
    ...findDates(folded.text).map(({ start, end }) => [start, end]),
  ]
  let text = title
  for (const [start = 0, end = 0] of ranges.sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0))) {
    text = `${text.slice(0, folded.map[start])} ${text.slice(folded.map[end])}`
  }
  return trimName(text.replace(/[(（]\s*[)）]/gu, ' '))
}

function findTitle(lines: readonly string[]): string | null {
  const parts = lines.map((line) => (isTitlePart(line) ? titleWords(line) : ''))
  const kinds = parts.flatMap((part, i) => (part !== '' && hasKind(part) ? [i] : []))
  const isPure = (i: number) => isKindOnly(parts[i] ?? '')
  const first = kinds[0]
  if (first === undefined) return null
  // A name that stands beside the kind is better than a kind alone, unless the lines above already give the name.
  const named = kinds.find((i) => !isPure(i))
  if (named === first) return parts[named] ?? null
  const pure = kinds.find((i) => isPure(i) && /[\u3040-\u30ff]/u.test(parts[i] ?? '')) ?? first
  const above: string[] = []
  for (let i = pure - 1; i >= 0 && parts[i] !== '' && above.length < 2; i--) {
    if (!kinds.includes(i)) above.unshift(parts[i] ?? '')
  }
  if (above.length > 0) return [...above, parts[pure]].join(' ')
  if (named !== undefined) return parts[named] ?? null
  const below = parts[pure + 1] ?? ''
  return below !== '' && !kinds.includes(pure + 1) ? `${parts[pure]} ${below}` : (parts[pure] ?? null)
}

/** A line of a title without edition, company and slogan. */
function titleWords(line: string): string {
  const words = findCompanies(line).reduce((rest, company) => rest.replace(company.name, ' '), line)
  return withoutSlogan(withoutEdition(words))
}

/** A slogan that extraction joined to the title (`…ホワイトペーパー安心してご利用いただくために`) is no part of it. */
function withoutSlogan(title: string): string {
  const folded = foldWithMap(title)
  const kind = DOCUMENT_KIND.exec(folded.text)
  if (!kind || !SLOGAN.test(folded.text.slice(kind.index + kind[0].length))) return title
  return trimName(title.slice(0, folded.map[kind.index + kind[0].length]))
}

const SLOGAN = /(?:ために|ため|して|します|ください|いただ|お客様|皆様|皆さま)/u

/** Whether a line of a cover is of a kind that names nothing: a label, a heading, an address, a claim of rights. */
export function isNoTitle(line: string): boolean {
  return NOT_TITLE.test(fold(line).replace(/^[-・●○■◆*\s]{1,4}/u, ''))
}

function isTitlePart(line: string): boolean {
  const folded = fold(line)
  if (line.length > 80 || /。|(?:です|ます|ために)$/u.test(line) || isNoTitle(line)) return false
  const withoutNames = findCompanies(line).reduce((rest, company) => rest.replace(company.name, ''), line)
  return withoutEdition(withoutNames).replace(DATE_LABEL, '').length > 1 && !isDateLine(folded)
}

function isDateLine(folded: string): boolean {
  const dates = findDates(folded)
  if (dates.length === 0) return false
  const length = dates.reduce((sum, date) => sum + date.end - date.start, 0)
  return folded.replace(DATE_LABEL, '').length - length <= 6
}

function findVersion(lines: readonly string[]): string | null {
  const short = lines.filter((line) => !/。/u.test(line) && line.length <= 80)
  for (const line of short) {
    for (const match of fold(line).replace(FORM_EDITION, ' ').matchAll(VERSION)) {
      const { a, b, c, edition, letter, first } = match.groups ?? {}
      const version = a ?? b ?? c ?? edition ?? letter?.toUpperCase() ?? (first === undefined ? undefined : '1')
      if (version !== undefined) return version
    }
  }
  // 2025年度版 is all that some papers say.
  for (const line of short) {
    const year = /(?<!\d)((?:19|20)\d{2}年度)版/u.exec(fold(line))
    if (year) return year[1] ?? null
  }
  return null
}

function findDate(lines: readonly string[]): string | null {
  const dates = lines
    .filter((line) => line.length <= 80 && !/。/u.test(line))
    .flatMap((line) => findDates(fold(line)).map((date) => date.iso))
  const full = dates.filter((date) => date.length === 10)
  return (full.length > 0 ? full : dates).sort().at(-1) ?? null
}
