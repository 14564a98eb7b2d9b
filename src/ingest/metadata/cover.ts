import type { Section } from '../../domain.ts'
import { findDates } from '../../text/dates.ts'
import { fold, foldWithMap } from '../../text/fold.ts'
import { findCompanies } from './company.ts'

/** What a cover says. */
export interface Cover {
  /** Lines with words, without Markdown marks. */
  readonly lines: readonly string[]
  /** As printed without edition marks, `null` where the cover has none. */
  readonly title: string | null
  readonly version: string | null
  /** Newest date, `YYYY-MM-DD` or `YYYY-MM`. */
  readonly date: string | null
}

const MODIFIER =
  '(?:クラウド|個人情報|情報|サービス|データ|システム|製品|保護|セキュリティー?|プライバシー|信頼性|および|及び|と|・|&|/|の|における|に関する|に対する|への|:|\\s' +
  '|(?<![a-z])(?:cloud|information|data|services?|product|saas|security|privacy|and|for|of|on|at|in|behind|the)(?![a-z]))'
const NOUN =
  '(?:ホワイト ?ペーパー|シート|開示書|報告書|規程|white ?paper|白書|運用方針|基本方針|方針書?|チェック ?シート|チェック ?リスト|対応表|回答(?:書|表)?|ガイド(?:ライン|ブック)?|guide(?:lines?|book)?|仕様書?|概要書?|overview|説明書|説明資料|解説書|資料|取り?組み(?:について)?|対策(?:書|について)?|ポリシー|policy|ステートメント|statement|レポート|report|documentation|practices|ドキュメント|について|brief|handbook)'

/** The words that say what kind of document it is: "クラウドセキュリティホワイトペーパー", "Security Overview". */
export const DOCUMENT_KIND = new RegExp(`${MODIFIER}{0,12}${NOUN}(?:${MODIFIER}|${NOUN}){0,8}`, 'u')

const VERSION =
  /[(<[【-]?\s?(?:(?<![a-z\d])第\s?(?<a>\d{1,3}(?:\.\d{1,3}){0,3})\s?版|(?<![a-z])(?:version|ver|rev(?:ision)?|v|バージョン|版数?\s?[:]|エディション)[.:]{0,2}\s?(?<b>\d{1,3}(?:\.\d{1,3}){0,3})(?![\d.])\s?版?|(?<![\d.年月])(?<c>\d{1,3}(?:\.\d{1,3}){0,3})\s?版|(?<first>初版))\s?[)>\]】-]?/gu
const DATED_EDITION = /[(<[【-]?\s?(?:19|20)\d{2}年(?:\d{1,2}月)?版\s?[)>\]】-]?/gu
const NOT_TITLE =
  /^(?:サービス|製品|商品|プロダクト|システム|対象サービス|対象製品|提供(?:事業)?者|事業者|会社|作成者?|発行(?:者|元)?|承認者?|service|product|vendor|company|author)(?:名称?| name)?\s?[:\t]|^(?:目\s?次|contents|table of contents|index)$|文書(?:番号|管理)|管理番号|document (?:no|number|id)|https?:|@|copyright|©|all rights reserved|社外秘|取扱注意|^confidential|^公開|^public$/u
const DATE_LABEL =
  /制定日?|改[訂定]日?|発行日?|施行日?|作成日?|公開日?|最終更新日?|更新日?|版|date|effective|last (?:updated|modified|revised)|updated|published|as of|現在|[:\s()-]/gu

/** Reads the cover: the section before the first heading, or a first heading that is the title itself. */
export function readCover(sections: readonly Section[]): Cover {
  const lines = coverLines(sections)
  return { lines, title: findTitle(lines), version: findVersion(lines), date: findDate(lines) }
}

function coverLines(sections: readonly Section[]): readonly string[] {
  const first = sections[0]
  if (!first) return []
  const isTitle =
    first.number === '' &&
    DOCUMENT_KIND.test(fold(first.heading)) &&
    /セキュリティ|security|ホワイト|white/u.test(fold(first.heading))
  if (first.level !== 0 && !isTitle) return []
  const heading = first.heading === '表紙' ? [] : [first.heading]
  return [...heading, ...first.body.split(/\n|(?<=\S)(?=Copyright|©)(?<!©\s?|\(C\)\s?)/iu)]
    .map((line) => line.replace(/^[\s#>*]+|[\s*]+$/gu, ''))
    .filter(Boolean)
}

/** The name that a title leaves when the words for the kind of document are taken off; `''` where nothing is left. */
export function withoutDocumentKind(title: string): string {
  const folded = foldWithMap(title)
  const kind = DOCUMENT_KIND.exec(folded.text)
  if (!kind) return title
  const start = folded.map[kind.index] ?? 0
  const end = folded.map[kind.index + kind[0].length] ?? title.length
  return trimName(`${title.slice(0, start)} ${title.slice(end)}`)
}

/** Takes marks, dashes and brackets without their partner off the ends of a name. */
export function trimName(name: string): string {
  return name.replace(/^[\s:：;,、。\-‐–—―－|・~〜～●○]+|[\s:：;,、。.\-‐–—―－|・~〜～]+$/gu, '').replace(/\s+/gu, ' ')
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
  const parts = lines.map((line) => (isTitlePart(line) ? withoutSlogan(withoutEdition(line)) : ''))
  const kinds = parts.flatMap((part, i) => (part !== '' && DOCUMENT_KIND.test(fold(part)) ? [i] : []))
  const isPure = (i: number) => withoutDocumentKind(parts[i] ?? '') === ''
  const named = kinds.find((i) => !isPure(i))
  if (named !== undefined) return parts[named] ?? null
  const pure = kinds.find((i) => /[\u3040-\u30ff]/u.test(parts[i] ?? '')) ?? kinds[0]
  if (pure === undefined) return null
  const above: string[] = []
  for (let i = pure - 1; i >= 0 && parts[i] !== '' && above.length < 2; i--) {
    if (!kinds.includes(i)) above.unshift(parts[i] ?? '')
  }
  if (above.length > 0) return [...above, parts[pure]].join(' ')
  const below = parts[pure + 1] ?? ''
  return below !== '' && !kinds.includes(pure + 1) ? `${parts[pure]} ${below}` : (parts[pure] ?? null)
}

/** A slogan that extraction joined to the title (`…ホワイトペーパー安心してご利用いただくために`) is no part of it. */
function withoutSlogan(title: string): string {
  const folded = foldWithMap(title)
  const kind = DOCUMENT_KIND.exec(folded.text)
  if (!kind || !SLOGAN.test(folded.text.slice(kind.index + kind[0].length))) return title
  return trimName(title.slice(0, folded.map[kind.index + kind[0].length]))
}

const SLOGAN = /(?:ために|ため|して|します|ください|いただ|お客様|皆様|皆さま)/u

function isTitlePart(line: string): boolean {
  const folded = fold(line)
  if (line.length > 80 || /。|(?:です|ます|ために)$/u.test(line) || NOT_TITLE.test(folded)) return false
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
  for (const line of lines) {
    if (/。/u.test(line) || line.length > 80) continue
    for (const match of fold(line).matchAll(VERSION)) {
      const { a, b, c, first } = match.groups ?? {}
      const version = a ?? b ?? c ?? (first === undefined ? undefined : '1')
      if (version !== undefined) return version
    }
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
