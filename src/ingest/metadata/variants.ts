import type { Section } from '../../domain.ts'
import { type Folded, fold, squash } from '../../text/fold.ts'
import { parseNumeral } from '../../text/numerals.ts'
import type { Ballot } from './ballot.ts'
import { innerWords } from './definitions.ts'
import { ENGLISH_NAME } from './english-definitions.ts'
import { commonPrefix, isName, looksLikeProduct, splitNames, toName } from './names.ts'

const SCOPE_HEADING =
  /適用範囲|対象範囲|^(?:本書の)?対象$|対象(?:の)?(?:サービス|製品|プロダクト|システム)|サービス(?:の)?範囲|scope|applicab|covered (?:services|products)/u
const BULLET = /^[\s　]*(?:[●○◯•·・▪◦*※►▶✓■◆□◇–-][\s　]*)+|^[\s　]*[(（]?\d{1,2}[.)）][\s　]+/u
/** What is listed like products and is none. */
const NO_PRODUCTS =
  /プラン|エディション|コース|機能|オプション|権限|ロール|役割|種別|リージョン|拠点|用語|区分|対象外|除/u

/** Products that the paper lists as its subjects; a list of one is a vote. */
export function findVariants(
  sections: readonly Section[],
  folded: readonly Folded[],
  ballot: Ballot,
): readonly string[] {
  let variants: readonly string[] = []
  for (const [i, section] of sections.entries()) {
    const part = folded[i]
    if (!part) continue
    const inScope = SCOPE_HEADING.test(fold(section.heading))
    const found = [
      ...(inScope ? [namesInBullets(section.body), quotedRun(part)] : []),
      namesInList(part, inScope),
      namesInHeading(section.heading),
      namesInColumns(section.body),
    ]
    for (const names of found) if (names.length >= 2 && variants.length === 0) variants = names
    if (inScope) voteOnScope(part, found.flat(), ballot)
  }
  return [...new Map(variants.map((name) => [squash(name), name])).values()]
}

function voteOnScope(part: Folded, names: readonly string[], ballot: Ballot): void {
  for (const name of names) ballot.vote(name, 'scope', 6)
  const sentence =
    /(?:適用範囲|対象範囲|対象(?:サービス|製品)?)(?:は|:)[、\s]*(?:(?:当社|弊社)が提供する)?([^。、\n「」『』()]{2,40}?)(?:です|となります|とします|とする|になります|。|\n|$)/u.exec(
      part.text,
    )
  if (sentence) ballot.vote(innerWords(part, sentence), 'scope', 5)
}

/** Names that the words of a paper give with the product before them: Flow of Sorano Flow. */
export function withProduct(product: string, variants: readonly string[], text: string): readonly string[] {
  const full = (name: string): string | undefined =>
    [`${product} ${name}`, `${product}${name}`].find((words) => text.includes(fold(words)))
  if (variants.some((name) => squash(name).startsWith(squash(product)))) return variants
  const names = variants.map(full)
  return names.every((name) => name !== undefined) ? names : variants
}

/** Column heads of a table that are names with a common beginning: one column for each product. */
function namesInColumns(body: string): readonly string[] {
  const heads = (body.split('\n').find((line) => line.includes('\t')) ?? '')
    .split('\t')
    .slice(1)
    .map((head) => toName(head.trim()))
  const shared = heads.length >= 2 ? commonPrefix(heads) : null
  return shared !== null && shared.length >= 3 && looksLikeProduct(shared) ? heads : []
}

function namesInBullets(body: string): readonly string[] {
  const lines = body.split('\n')
  const first = lines.findIndex((line) => BULLET.test(line))
  if (first > 0 && NO_PRODUCTS.test(lines[first - 1] ?? '')) return []
  return lines
    .filter((line) => BULLET.test(line))
    .map((line) => line.replace(BULLET, '').split(/[(（:：\t]|\s[-–—]\s/u)[0] ?? '')
    .map((line) => toName(line.replace(/[「」『』]|(?:です|。)$/gu, '')))
    .filter(looksLikeProduct)
}

/** Quotations that follow each other: 「A」、「B」および「C」; two that stand apart in a sentence are no list. */
function quotedRun(part: Folded): readonly string[] {
  const run =
    /(?:[「『][^「」『』\n]{2,40}[」』](?:\([^()\n]{0,40}\))?(?:、|と|・|及び|および|並びに|ならびに|\s){0,3}){2,12}/u.exec(
      part.text,
    )
  if (!run) return one(part)
  const before = part.text.slice(Math.max(0, run.index - 24), run.index)
  const after = part.text.slice(run.index + run[0].length, run.index + run[0].length + 16)
  if (NO_PRODUCTS.test(before.split(/[。\n]/u).at(-1) ?? '') || NO_PRODUCTS.test(after.split(/[。\n]/u)[0] ?? ''))
    return []
  if (/^(?:と)?(?:呼|いう|いい|称)/u.test(after)) return []
  return [...run[0].matchAll(/[「『]([^「」『』\n]{2,40})[」』]/gu)]
    .map((match) => toName(innerWords(part, Object.assign(match, { index: run.index + match.index }))))
    .filter(isName)
}

function one(part: Folded): readonly string[] {
  const quoted = [...part.text.matchAll(/[「『]([^「」『』\n]{2,40})[」』](?!と?(?:呼|いう|いい|称))/gu)]
  const names = quoted.map((match) => toName(innerWords(part, match))).filter(isName)
  return new Set(names).size === 1 ? names.slice(0, 1) : []
}

/** `対象は A と B の2製品です` as a heading. */
function namesInHeading(heading: string): readonly string[] {
  const found =
    /^(?:.{0,20}(?:は|:)\s?)?(.{3,120}?)の?\s?([2-9二三四五六])\s?(?:つの)?(?:製品|サービス|プロダクト)/u.exec(
      heading.normalize('NFKC'),
    )
  return found ? splitNames(found[1] ?? '', parseNumeral(found[2] ?? '') ?? null) : []
}

/** `A、B、Cの3つを提供`, `A, B and C (three services)`: a list that announces how many it names. */
function namesInList(part: Folded, inScope: boolean): readonly string[] {
  const announced =
    /(?:^|\n|[。:]|は、?|する、?)([^。\n:]{3,200}?)の\s?([\d一二三四五六七八九十]{1,2})\s?(?:つ(?!の)|(?:つの)?(?:サービス|製品|プロダクト|システム|アプリ)|種類の(?:サービス|製品))([^。\n]{0,30})/gu
  for (const match of part.text.matchAll(announced)) {
    const list = (match[1] ?? '').replace(/^.*(?:では?|は|が提供する)、/u, '')
    const isLabelled = /(?:サービス|製品|プロダクト)\s?:$/u.test(
      part.text.slice(Math.max(0, match.index - 12), match.index + 1),
    )
    const isSubject = isLabelled || /提供|対象|運営|適用|範囲|です|から(?:成|な)/u.test(match[3] ?? '')
    if (!isSubject || NO_PRODUCTS.test(match[1] ?? '')) continue
    const names = splitNames(innerWords(part, match, list), parseNumeral(match[2] ?? '') ?? null)
    if (names.length >= 2) return names
  }
  const english = new RegExp(
    `(?:covers|applies to|offers|provides|services:|products:)(?: the)?(?: following)?(?: (?:two|three|four|five))?(?: (?:services|products):?)? (${ENGLISH_NAME}(?:, ${ENGLISH_NAME}){0,6},? and ${ENGLISH_NAME})`,
    'u',
  ).exec(part.original)
  if (english) return splitNames((english[1] ?? '').replace(/, and /u, ' and '), null)
  const plain = inScope
    ? /(?:適用範囲|対象(?:サービス|製品)?)(?:は|:)[、\s]*([^。\n]{3,120}?)(?:です|となります|とします|とする|を対象|。|$)/u.exec(
        part.text,
      )
    : null
  if (!plain || NO_PRODUCTS.test(plain[1] ?? '')) return []
  return splitNames(innerWords(part, plain), null)
}
