import type { Section } from '../../domain.ts'
import { brandOf } from '../../text/company-names.ts'
import { type Folded, fold, foldWithMap, squash } from '../../text/fold.ts'
import { aliasesOf, mergeExtended } from './aliases.ts'
import { type Ballot, type Candidate, createBallot, isOnCover, isPlain, pointsOf, ranked } from './ballot.ts'
import type { Cover } from './cover.ts'
import { voteOnCover } from './cover-names.ts'
import { voteOnDefinitions, voteOnLabels, voteOnQuestions } from './definitions.ts'
import { voteOnEnglish } from './english-definitions.ts'
import { commonPrefix, countAlone, isDescription } from './names.ts'
import { findVariants, withProduct } from './variants.ts'

/** The products that a paper is about. */
export interface ProductNames {
  readonly product: string
  readonly variants: readonly string[]
  readonly aliases: readonly string[]
}

/** Points that it takes to be sure of a name: one good cue, or two weak ones. */
const ENOUGH = 4

/** Two names that differ by less than this are a guess, where nothing says outright which one it is. */
const CLEAR = 0.5

/**
 * Tells the products from independent witnesses: cover, labels, definitions (X（以下、本サービス）), purpose, scope,
 * questions, how often the body uses a name, file name and addresses. `undefined` where no name has enough for it.
 */
export function findProducts(
  sections: readonly Section[],
  cover: Cover,
  vendor: string | null,
  fileName: string,
): ProductNames | undefined {
  const ballot = createBallot()
  const folded = sections.map((section) => foldWithMap(section.body))
  const headings = sections.map((section) => foldWithMap(section.heading))
  voteOnCover(cover, ballot)
  voteOnLabels(foldWithMap(cover.head.join('\n')), ballot)
  for (const part of [...folded, ...headings]) {
    voteOnDefinitions(part, ballot)
    voteOnEnglish(part.original, ballot)
  }
  const listed = findVariants(sections, folded, ballot)
  // Last, because there may be more of them than the ballot takes.
  for (const part of [...headings, ...folded]) voteOnQuestions(part, ballot)
  const body = bodyText(cover, folded, headings)
  countUses(ballot, body, vendor)
  weigh(ballot, body, fileName)
  distrustBrand(ballot, vendor)
  const aliases = mergeExtended(ballot)
  const variants = areProducts(listed, cover, ballot) ? listed : []
  if (variants.length >= 2) {
    const product = nameOfAll(variants, ballot, vendor)
    return { product, variants: withProduct(product, variants, body), aliases: [] }
  }
  const best = elect(ballot)
  if (!best) return undefined
  const extended = aliases.get(squash(best.name)) ?? []
  const product = asWritten(best.name, folded)
  return { product, variants: [], aliases: aliasesOf(product, extended, folded) }
}

/** What the paper says below its cover, folded. */
function bodyText(cover: Cover, folded: readonly Folded[], headings: readonly Folded[]): string {
  const texts = [...folded.slice(cover.lines.length > 0 ? 1 : 0), ...headings.slice(1)].map((part) => part.text)
  const below = cover.lines.slice(cover.head.length).map(fold)
  return [...below, ...texts].join('\n')
}

/** Counts each name where it stands by itself: not inside a longer name, nor in the company's. */
function countUses(ballot: Ballot, body: string, vendor: string | null): void {
  const company = vendor === null ? [] : [fold(vendor), fold(brandOf(vendor))]
  const names = [...ballot.candidates.values()].sort((a, b) => b.name.length - a.name.length)
  let rest = body
  for (const candidate of names) {
    const name = fold(candidate.name)
    for (const words of company) {
      if (words.length > name.length && words.startsWith(name)) rest = rest.replaceAll(words, '\n')
    }
    candidate.used = countAlone(candidate.name, rest)
    if (candidate.used > 0) rest = rest.replaceAll(name, '\n')
  }
}

/** Adds what the whole paper says about each name: how often it is used, in the file's name, in addresses. */
function weigh(ballot: Ballot, body: string, fileName: string): void {
  const file = squash(fileName.replace(/^.*[\\/]|\.[^.]*$/gu, ''))
  const addresses = (body.match(/(?:https?:\/\/|@)[a-z0-9.-]{3,60}/gu) ?? []).join(' ')
  for (const candidate of ballot.candidates.values()) {
    const key = squash(candidate.name)
    if (candidate.used > 0) candidate.evidence.set('use', Math.min(3, Math.log2(1 + candidate.used)))
    // A name that the body never uses by itself is a slip of the cut, unless the cover has it.
    else if (!isOnCover(candidate) && !candidate.evidence.has('label')) candidate.evidence.set('use', -2)
    if (file.length >= 3 && (key.includes(file) || (key.length >= 3 && file.includes(key)))) {
      candidate.evidence.set('file', 1)
    }
    if (/^[a-z0-9.-]{4,}$/u.test(key) && addresses.includes(key)) candidate.evidence.set('address', 1)
    if (!isPlain(candidate) && isSupplier(candidate.name, body)) candidate.evidence.set('supplier', -4)
  }
}

/** Whether the paper speaks of it as something that it makes use of. */
function isSupplier(name: string, body: string): boolean {
  const words = fold(name)
  for (let at = body.indexOf(words); at >= 0; at = body.indexOf(words, at + words.length)) {
    const before = body.slice(Math.max(0, at - 24), at)
    const after = body.slice(at + words.length, at + words.length + 16)
    if (/(?:\buses?|\busing|\bvia|\bthrough|\bhosted (?:on|by)|\bruns? on|\bprovided by) (?:the )?$/.test(before))
      return true
    if (
      /^[」』]?(?:を(?:利用|使用|採用)し|に(?:業務)?委託|上[でにの]|の(?:東京|大阪|東日本|西日本)?リージョン)/u.test(
        after,
      )
    )
      return true
  }
  return false
}

/** What is also the company's name is less often the product; a name on the cover keeps its points. */
function distrustBrand(ballot: Ballot, vendor: string | null): void {
  const brand = vendor === null ? '' : fold(brandOf(vendor))
  for (const candidate of ballot.candidates.values()) {
    const name = fold(candidate.name)
    const isBrand = squash(name) === squash(brand) || brand.startsWith(`${name} `)
    if (!isBrand || isOnCover(candidate)) continue
    for (const [source, points] of candidate.evidence) candidate.evidence.set(source, points / 2)
  }
}

/** A list is one of products unless the cover names one of them and none of the others: then it lists something else. */
function areProducts(listed: readonly string[], cover: Cover, ballot: Ballot): boolean {
  const printed = squash(cover.head.join(' '))
  if (listed.every((name) => printed.includes(squash(name)))) return true
  const named = listed.filter((name) => {
    const candidate = ballot.candidates.get(squash(name))
    return candidate !== undefined && isOnCover(candidate) && !candidate.needsUse
  })
  return named.length === 0 || named.length === listed.length
}

function nameOfAll(variants: readonly string[], ballot: Ballot, vendor: string | null): string {
  const known = new Set(variants.map(squash))
  const onCover = ranked(ballot).find(
    (candidate) => isOnCover(candidate) && isSure(candidate, ballot) && !known.has(squash(candidate.name)),
  )
  const brand = vendor === null ? '' : brandOf(vendor)
  return onCover?.name ?? commonPrefix(variants) ?? (brand || variants[0] || '')
}

/** The name with most for it, if that is enough and no other has as much. */
function elect(ballot: Ballot): Candidate | undefined {
  const [best, ...others] = ranked(ballot).filter((candidate) => isSure(candidate, ballot))
  if (!best) return undefined
  // 「Xの安心・安全」 is about X, where the cover says what X is.
  const owner = ranked(ballot).find(
    (other) => other.evidence.has('definition') && squash(best.name).startsWith(`${squash(other.name)}の`),
  )
  if (owner) return owner
  const used = best.used > 0 || isNamed(best) ? undefined : others.find((other) => givesWay(best, other))
  if (used) return used
  const rival = others.find((other) => !isSameName(other.name, best.name))
  const isGuess = rival !== undefined && pointsOf(best) - pointsOf(rival) < CLEAR
  return isGuess && !isPlain(best) ? undefined : best
}

/** A reading of the cover that the body never uses gives way to another one, or to a part of it, that the body does use. */
function givesWay(unused: Candidate, other: Candidate): boolean {
  return other.used > 0 && (isOnCover(other) || squash(unused.name).includes(squash(other.name)))
}

function isSameName(a: string, b: string): boolean {
  return squash(a).includes(squash(b)) || squash(b).includes(squash(a))
}

/** Enough points, from a source that says it outright or from two that are independent. */
function isSure(candidate: Candidate, ballot: Ballot): boolean {
  if (candidate.needsUse && candidate.used === 0) return false
  if (candidate.insteadOf !== undefined && (ballot.candidates.get(candidate.insteadOf)?.used ?? 0) > 0) return false
  if (isDescription(candidate.name) && !isNamed(candidate)) return false
  const witnesses = [...candidate.evidence.values()].filter((points) => points >= 1).length
  return pointsOf(candidate) >= ENOUGH && (isPlain(candidate) || witnesses >= 2)
}

/** Words that only describe are a name where the paper quotes, labels or defines them as one. */
function isNamed({ evidence }: Candidate): boolean {
  return [evidence.get('label'), evidence.get('definition'), evidence.get('cover')].some(
    (points) => (points ?? 0) >= 5.5,
  )
}

/** A name that the cover sets in capitals, as the sentences of the paper write it. */
function asWritten(name: string, folded: readonly Folded[]): string {
  if (!/^[A-Z][A-Z0-9 ]{3,}$/u.test(name)) return name
  const pattern = new RegExp(`\\b${name}\\b`, 'giu')
  const spellings = folded.flatMap(({ original }) => [...original.matchAll(pattern)].map(([words]) => words))
  return spellings.find((words) => /^[A-Z][a-z]/u.test(words)) ?? name
}
