import { fold } from '../text/fold.ts'
import type { Attribute } from './attributes.ts'

interface CatalogData {
  readonly concepts: Readonly<Record<string, readonly string[]>>
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly attributes: readonly Attribute[]
}

/** Checks the sense of the data, beyond its shape; returns every problem found, in words. */
export function lintCatalog(data: CatalogData): readonly string[] {
  return [
    ...findDuplicates(data.attributes),
    ...data.attributes.flatMap((attribute) => [
      ...findUnknownConcepts(attribute, data.concepts),
      ...findUnknownAttributes(attribute, data.attributes),
      ...findShapeProblems(attribute, data.values),
      ...findMissingPhrasings(attribute),
    ]),
    ...Object.entries(data.concepts).flatMap(([id, surfaces]) => findRepeatedSurfaces(id, surfaces)),
    ...Object.entries(data.values).flatMap(([list, names]) => findBrokenPatterns(list, names)),
  ]
}

function findDuplicates(attributes: readonly Attribute[]): string[] {
  const seen = new Set<string>()
  return attributes.flatMap(({ id }) => {
    if (seen.has(id)) return [`${id}: defined twice`]
    seen.add(id)
    return []
  })
}

function findUnknownConcepts(attribute: Attribute, concepts: CatalogData['concepts']): string[] {
  const used = attribute.find.flatMap((rule) => [
    ...rule.about,
    ...rule.with,
    ...rule.and,
    ...rule.without,
    ...rule.only,
    ...rule.not_under,
  ])
  return [...new Set(used)].filter((id) => !(id in concepts)).map((id) => `${attribute.id}: unknown concept ${id}`)
}

function findUnknownAttributes(attribute: Attribute, attributes: readonly Attribute[]): string[] {
  const ids = new Set(attributes.map(({ id }) => id))
  const used = [
    ...attribute.related,
    ...attribute.members,
    ...(attribute.broader ? [attribute.broader] : []),
    ...Object.values(attribute.derive ?? {}),
  ]
  return used.filter((id) => !ids.has(id)).map((id) => `${attribute.id}: unknown attribute ${id}`)
}

function findShapeProblems(attribute: Attribute, values: CatalogData['values']): string[] {
  const { id, kind, find } = attribute
  const problems: string[] = []
  const needsRules = !['document', 'group', 'none'].includes(kind)
  if (needsRules && find.length === 0) problems.push(`${id}: a ${kind} needs at least one rule under "find"`)
  if (!needsRules && find.length > 0) problems.push(`${id}: a ${kind} has no rules`)
  if ((kind === 'group') !== attribute.members.length > 0)
    problems.push(`${id}: a group, and only a group, has members`)
  if ((kind === 'terms') !== (attribute.values !== undefined))
    problems.push(`${id}: terms, and only terms, name a list of values`)
  if (attribute.values !== undefined && !(attribute.values in values))
    problems.push(`${id}: unknown list of values ${attribute.values}`)
  if (attribute.yesno && kind !== 'statement') problems.push(`${id}: only a statement can be a yes/no matter`)
  if (attribute.in_words !== undefined && !isPattern(attribute.in_words))
    problems.push(`${id}: not a regular expression: ${attribute.in_words}`)
  if (attribute.aside !== undefined && !isPattern(attribute.aside))
    problems.push(`${id}: not a regular expression: ${attribute.aside}`)
  for (const rule of find) {
    if (rule.about.length === 0) problems.push(`${id}: a rule needs "about"`)
    if (rule.unlike !== undefined && !isPattern(rule.unlike))
      problems.push(`${id}: not a regular expression: ${rule.unlike}`)
    if (rule.like !== undefined && !isPattern(rule.like)) problems.push(`${id}: not a regular expression: ${rule.like}`)
  }
  return problems
}

/** People put one question in many words: with fewer phrasings than these the words of one person decide. */
const MIN_PHRASINGS = 3

/** No kind is exempt: what is never looked for is asked all the same. */
function findMissingPhrasings({ id, asked }: Attribute): string[] {
  return (['ja', 'en'] as const).flatMap((language) => {
    const { size } = new Set(asked[language].map(fold))
    return size < MIN_PHRASINGS ? [`${id}: ${MIN_PHRASINGS} phrasings are needed in ${language}, not ${size}`] : []
  })
}

function findRepeatedSurfaces(id: string, surfaces: readonly string[]): string[] {
  return surfaces
    .filter((surface, i) => surfaces.indexOf(surface) !== i)
    .map((surface) => `concept ${id}: ${surface} twice`)
}

function findBrokenPatterns(list: string, names: Readonly<Record<string, string>>): string[] {
  return Object.entries(names).flatMap(([name, pattern]) =>
    isPattern(pattern) ? [] : [`values ${list}: ${name} is not a regular expression: ${pattern}`],
  )
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}
