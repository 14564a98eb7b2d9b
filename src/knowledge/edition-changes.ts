import type { Fact, Section } from '../domain.ts'
import { fold, squash } from '../text/fold.ts'

/** A difference between two editions of a paper. */
export interface FactChange {
  readonly attribute: string
  /** The product, where the paper covers several. */
  readonly variant: string | null
  readonly qualifier: string | null
  /** Values before and after; empty where there were or are none. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

type Stated = Pick<Fact, 'attribute' | 'variant' | 'qualifier' | 'value'>

/**
 * What changed, fact by fact, in the order of the old facts and then the new ones. Where in the paper the values stand,
 * and in which order, does not matter.
 */
export function compareFacts(before: readonly Stated[], after: readonly Stated[]): readonly FactChange[] {
  return withoutEchoes(changesByKey(before, after))
}

/** Sentences that only changed by a value which is reported by itself, or were reported under another attribute. */
function withoutEchoes(changes: readonly FactChange[]): readonly FactChange[] {
  const wordsOf = (change: FactChange) =>
    [change.before, change.after].map((values) => values.join('\n')) as [string, string]
  const values = changes.map(wordsOf).filter(([old, now]) => old !== '' && now !== '')
  return changes.filter((change, i) => {
    const [old, now] = wordsOf(change)
    if (old === '' || now === '') return true
    const isRepeated = changes.slice(0, i).some((other) => wordsOf(other).join('\t') === `${old}\t${now}`)
    const isEcho = values.some(
      ([valueBefore, value]) =>
        valueBefore.length < old.length && old.includes(valueBefore) && old.replaceAll(valueBefore, value) === now,
    )
    return !isRepeated && !isEcho
  })
}

function changesByKey(before: readonly Stated[], after: readonly Stated[]): readonly FactChange[] {
  const firstOfKey = new Map([...before, ...after].reverse().map((fact) => [keyOf(fact), fact]))
  const keys = new Set([...before, ...after].map(keyOf))
  return [...keys].flatMap((key) => {
    const [old = [], now = []] = [before, after].map((facts) =>
      facts.filter((fact) => keyOf(fact) === key).map((fact) => fact.value),
    )
    const fact = firstOfKey.get(key)
    if (!fact || JSON.stringify([...old].sort()) === JSON.stringify([...now].sort())) return []
    const { attribute, variant, qualifier } = fact
    return [{ attribute, variant, qualifier, before: old, after: now }]
  })
}

/** A section that one edition has and the other has not, or has with another text. */
export interface SectionChange {
  readonly kind: 'added' | 'removed' | 'changed'
  /** As the newer edition prints them, where it has the section. */
  readonly number: string
  readonly heading: string
}

/** What is different in a newer edition. */
export interface EditionChanges {
  readonly facts: readonly FactChange[]
  readonly sections: readonly SectionChange[]
}

type Titled = Pick<Section, 'number' | 'heading' | 'body'>

/**
 * What changed, section by section: those of the newer edition in its order, then those that it no longer has. Sections
 * are the same by number and heading, else by heading, else by number; one that only moved did not change.
 */
export function compareSections(before: readonly Titled[], after: readonly Titled[]): readonly SectionChange[] {
  const partner = new Map<Titled, Titled>()
  const rest = new Set(before)
  for (const keyOfSection of [(s: Titled) => `${s.number} ${s.heading}`, headingKey, numberKey]) {
    for (const section of after.filter((one) => !partner.has(one))) {
      const key = keyOfSection(section)
      const other = key === '' ? undefined : [...rest].find((one) => keyOfSection(one) === key)
      if (!other) continue
      partner.set(section, other)
      rest.delete(other)
    }
  }
  const toChange = (kind: SectionChange['kind'], { number, heading }: Titled) => ({ kind, number, heading })
  return [
    ...after.flatMap((section) => {
      const other = partner.get(section)
      if (other && headingKey(other) === headingKey(section) && squash(other.body) === squash(section.body)) return []
      return [toChange(other ? 'changed' : 'added', section)]
    }),
    ...[...rest].map((section) => toChange('removed', section)),
  ]
}

function headingKey({ heading }: Titled): string {
  return fold(heading)
}

function numberKey({ number }: Titled): string {
  return fold(number)
}

function keyOf(fact: Stated): string {
  return JSON.stringify([fact.attribute, fact.variant, fact.qualifier])
}
