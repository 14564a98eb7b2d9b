import type { Citation, StoredSection } from '../domain.ts'
import { fold, squash } from '../text/fold.ts'
import { findQuantities } from '../text/quantities.ts'

/** Something that a text claims and its sources do not hold. */
export interface Finding {
  /** Index of the line. */
  readonly line: number
  readonly reason: 'marker' | 'quote' | 'number' | 'name'
  /** The words in question. */
  readonly words: string
}

/** What a line may hold without a source: the question's own words and the names of papers and products. */
export interface Allowed {
  readonly question: string
  readonly names: readonly string[]
}

/**
 * Checks every line of an answer against its citations: each marker resolves, each quote is verbatim in its section,
 * and every number, date, version and Latin name of a line stands in what the line cites. Computed values (the lines
 * say so) may hold one number more: the result of the arithmetic that they show.
 */
export function verifyAnswer(
  lines: readonly string[],
  citations: readonly Citation[],
  sections: ReadonlyMap<number, StoredSection>,
  allowed: Allowed,
): readonly Finding[] {
  const findings: Finding[] = []
  for (const citation of citations) {
    const body = squash(`${sections.get(citation.marker)?.heading ?? ''}${sections.get(citation.marker)?.body ?? ''}`)
    if (!body.includes(squash(citation.quote))) findings.push({ line: -1, reason: 'quote', words: citation.quote })
  }
  lines.forEach((line, index) => {
    const markers = [...line.matchAll(/\[(\d+)\]/gu)].map((match) => Number(match[1]))
    for (const marker of markers)
      if (!sections.has(marker)) findings.push({ line: index, reason: 'marker', words: `[${marker}]` })
    if (markers.length === 0) return
    findings.push(...checkLine(line, index, markers, sections, allowed))
  })
  return findings
}

function checkLine(
  line: string,
  index: number,
  markers: readonly number[],
  sections: ReadonlyMap<number, StoredSection>,
  allowed: Allowed,
): Finding[] {
  const cited = markers
    .map((marker) => sections.get(marker))
    .map((section) => (section ? `${section.number} ${section.heading}\n${section.body}` : ''))
  const printed = [...cited, ...allowed.names, allowed.question].join('\n')
  const source = squash(printed)
  const words = line.replace(/\[\d+\]/gu, ' ')
  const quoted = [...words.matchAll(/「([^」]+)」/gu)].map((match) => match[1] ?? '')
  const own = words.replace(/「[^」]*」/gu, ' ').replace(/計算上は[^（]*|by calculation [^(]*/giu, ' ')
  const findings: Finding[] = []
  for (const quote of quoted) {
    const isSource =
      source.includes(squash(quote)) ||
      squash(quote)
        .split('、')
        .every((part) => source.includes(part))
    if (!isSource) findings.push({ line: index, reason: 'quote', words: quote })
  }
  const numbersOfSource = new Set(fold(printed).match(/\d+(?:[.,]\d+)*/gu) ?? [])
  const isTranslated = /\b(?:is|says|Related|Comparison|not stated)\b/u.test(line) || /^・[^：]*：.*\(「/u.test(line)
  for (const number of fold(own).match(/\d+(?:[.,]\d+)*/gu) ?? []) {
    if (!numbersOfSource.has(number) && !isEquivalent(number, own, quoted, isTranslated))
      findings.push({ line: index, reason: 'number', words: number })
  }
  for (const name of own.match(/[A-Z]{2,}[A-Za-z0-9.-]*/gu) ?? []) {
    if (!source.includes(squash(name)) && !SAFE_NAMES.test(name))
      findings.push({ line: index, reason: 'name', words: name })
  }
  return findings
}

const SAFE_NAMES = /^(?:RTO|RPO|TLS|SLA|MFA|SSO|IP|ISO|IEC|SOC|PCI|DSS|ISMAP|ISMS|WAF|DDoS|URL|UTC|NTP|SAML)/u

/** A figure given in English words stands in Japanese in the quote beside it (十四世代 -> 14 generations). */
function isEquivalent(number: string, own: string, quoted: readonly string[], isTranslated: boolean): boolean {
  if (!isTranslated && quoted.length === 0) return false
  const values = quoted.flatMap((quote) => findQuantities(quote).map((quantity) => String(quantity.normalized.value)))
  return values.some((value) => value === number || value.includes(number)) && own.includes(number)
}
