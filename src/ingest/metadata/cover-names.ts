import { findCompanies } from '../../text/company-names.ts'
import { fold, squash } from '../../text/fold.ts'
import type { Ballot, Condition } from './ballot.ts'
import { type Cover, isNoTitle, withoutEdition } from './cover.ts'
import { hasKind, isKindOnly, splitAtKind } from './document-kind.ts'
import { afterDescription, isDescription, isName, trimName } from './names.ts'

/** What stands before a date. */
const DATE_WORDS =
  /(?:^|\s)(?:last )?(?:updated|revised|modified|published|issued|effective)(?: on| as of| date)?\s?:?(?=\s|$)/giu

/** Longer lines do not name anything. */
const MAX_LINE = 100

const QUOTED = /[「『"“”《〈]([^「」『』"“”《》〈〉\n]{2,40})[」』"”“》〉]/gu
const DEFINED =
  /(?:サービス|システム|クラウド|アプリ|プラットフォーム|ツール|ソフトウェア)[「『]([^「」『』\n]{2,40})[」』]/gu
/** Lines among which the cover says what its product is. */
const MAX_DEFINING = 8
const LATIN_END = /[\p{Script=Latin}\d]$/u
const LATIN_START = /^[\p{Script=Latin}\d]/u

/** Puts forward what the cover names: quoted, beside the kind of document, or alone on a line. */
export function voteOnCover(cover: Cover, ballot: Ballot): void {
  const lines = cover.head.map((line) => (isNoTitle(line) || line.length > MAX_LINE ? '' : bareLine(line)))
  // 電子契約サービス「X」: what X is stands right before it.
  for (const line of cover.lines.slice(0, MAX_DEFINING))
    for (const [, name = ''] of line.matchAll(DEFINED)) ballot.vote(name, 'definition', 5)
  const seen = new Set<string>()
  const kind = lines.findIndex((line) => hasKind(line) && !isKindLine(line))
  for (const [i, line] of lines.entries()) {
    const own = new Set<string>()
    const vote: Vote = (words, points, condition) => {
      ballot.vote(words, 'cover', points, condition)
      if (hasKind(line) && seen.has(squash(words))) ballot.vote(words, 'header', 2)
      own.add(squash(words))
    }
    const segments = segmentsOf(line)
    // A second line with a kind is a subtitle or a running header: it has to be borne out.
    for (const segment of segments)
      voteOnSegment(segment, lineWeight(lines, i), i === kind || segments.length > 1, vote)
    voteOnBroken(segments.at(-1) ?? '', segmentsOf(lines[i + 1] ?? '')[0] ?? '', ballot)
    for (const key of own) seen.add(key)
  }
}

/** A line without edition, date and company: a company becomes a tab, which divides what stands before and after. */
function bareLine(line: string): string {
  const parts = findCompanies(line)
    .reduce((rest, company) => rest.replace(company.name, '\t'), line)
    // 株式会社X（以下、X）, X Inc. ("X"): a short form of the company.
    .replace(/\t\s?[(（](?:以下|hereinafter|["“「])[^()（）]{0,40}[)）]/giu, '\t')
  return parts
    .split('\t')
    .map((part) => withoutEdition(part).replace(DATE_WORDS, ' '))
    .join('\t')
    .trim()
}

/** The parts of a line between tabs, bars and wide blanks; a wide blank between Latin words does not divide. */
function segmentsOf(line: string): readonly string[] {
  const parts = line
    .replace(/([\p{Script=Latin}\d])　(?=[\p{Script=Latin}\d])/gu, '$1 ')
    .split(/[\t|｜　／]| {2,}| \/ /u)
  return parts.map((part) => trimName(part)).filter((part) => /[\p{L}\p{N}]/u.test(part))
}

/** How much a name alone on a line weighs: most above the kind of document, less at the top or below the kind. */
function lineWeight(lines: readonly string[], index: number): number {
  const filled = lines.flatMap((line, i) => (line === '' || (i !== index && isDescription(line)) ? [] : [i]))
  const at = filled.indexOf(index)
  const next = lines[filled[at + 1] ?? -1]
  const previous = lines[filled[at - 1] ?? -1]
  if (next !== undefined && isKindLine(next)) return 5
  if (at === 0 || (previous !== undefined && isKindLine(previous))) return 4.5
  return 2
}

/** A line with a kind of document that names nothing beside it. */
function isKindLine(line: string): boolean {
  const split = splitAtKind(line)
  if (!split) return false
  return ![split.before, split.after]
    .flatMap(readingsOf)
    .some((words) => isName(words) && !/[のへにをはがで]/u.test(words))
}

type Vote = (words: string, points: number, condition?: Condition) => void

function voteOnSegment(segment: string, weight: number, isFirstKind: boolean, vote: Vote): void {
  const quoted = [...segment.matchAll(QUOTED)].map((match) => match[1] ?? '').filter((words) => !isKindOnly(words))
  for (const words of quoted) vote(words, 6)
  if (quoted.some(isName)) return
  const split = splitAtKind(segment)
  if (!split) {
    const words = segment.replace(/^(?:(?:for|of|about|by|on) )?(?:the )?/iu, '')
    // Kana outside a name are the particles of a slogan, unless the body uses the words.
    const isSlogan = /\p{Script=Hiragana}/u.test(words)
    voteOnReadings(words, weight, isSlogan, vote)
    return
  }
  const points = isFirstKind ? 5 : 3
  for (const side of [split.before, split.after]) voteOnReadings(side, points, !isFirstKind, vote)
  const [main] = readingsOf(split.before)
  for (const side of split.grown) {
    for (const reading of readingsOf(side)) vote(reading, points - 0.5, { needsUse: true, insteadOf: main })
  }
}

function voteOnReadings(words: string, points: number, needsUse: boolean, vote: Vote): void {
  const [main, ...others] = readingsOf(words)
  if (main === undefined) return
  vote(main, describesAlone(main) ? points - 1 : points, { needsUse: needsUse || /[のへにをはがで]/u.test(main) })
  for (const reading of others) vote(reading, points, { insteadOf: main })
}

/** What words may name, the likeliest first: without brackets, without words that only describe. */
function readingsOf(words: string): readonly string[] {
  const bracketed = [...words.matchAll(/[(（【[]([^()（）【】[\]]{2,40})[)）】\]]/gu)]
    .map((match) => trimName(match[1] ?? ''))
    .filter((inner) => isName(inner) && !hasKind(inner))
  const outside = trimName(words.replace(/[(（【[][^()（）【】[\]]*[)）】\]]/gu, ' ').replace(/[()（）【】[\]]/gu, ' '))
  if (!/[\p{L}\p{N}]{2}|\p{Script=Han}/u.test(outside)) return bracketed
  const parts = outside.split(/\s+/u)
  const named = parts.filter((part) => !describesAlone(part))
  const main = (named.length > 0 ? named : parts).join(' ')
  const beginnings = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join(' '))
  const half = main.slice(0, main.length / 2)
  const readings = [
    main,
    afterDescription(main),
    main.replace(/(?<=.{2})[編版用]$/u, ''),
    // A line that extraction joined to a repetition of itself.
    half + half === main ? half : '',
    outside,
    ...beginnings,
    ...(named.length > 1 ? named.filter((part) => !/^[a-z]/u.test(part)) : []),
  ]
  return [...new Set(readings)].filter(Boolean)
}

/** `勤怠管理システム ハタラク` is ハタラク: of several words those are left out that only describe. */
function describesAlone(part: string): boolean {
  return (
    (isDescription(part) && /[\u3040-\u9fff]/u.test(part)) ||
    /\p{Script=Han}.{0,20}(?:システム|サービス|プラットフォーム|ソフト(?:ウェア)?|ツール|ソリューション|クラウド|管理|基盤|アプリ)$/u.test(
      fold(part),
    )
  )
}

/** A name that the cover breaks over two lines: it counts where the body has it whole. */
function voteOnBroken(end: string, start: string, ballot: Ballot): void {
  if (end === '' || start === '' || hasKind(start) || hasKind(end)) return
  const tail = end.split(/\s/u).at(-1) ?? ''
  const head = start.split(/\s/u)[0] ?? ''
  const blank = LATIN_END.test(tail) && LATIN_START.test(head) ? ' ' : ''
  for (const words of [tail + blank + head, ...(blank ? [end + blank + start] : [])])
    ballot.vote(words.replace(/[「」『』]/gu, ''), 'cover', 4, { needsUse: true })
}
