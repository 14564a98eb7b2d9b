import type { Fact } from '../../domain.ts'
import type { Attribute } from '../../knowledge/attributes.ts'
import type { Vocabulary } from '../../knowledge/vocabulary.ts'
import { isCell } from '../../text/statement.ts'
import { scoreRule } from './match-rule.ts'
import { limitsOf } from './qualifier.ts'
import type { ScopedPaper, ScopedSection, ScopedStatement } from './scope.ts'

/** Words that say there is no such value: that is an answer, and not the same as saying nothing. */
const ABSENT =
  /(?:定め|設け|設定|決め|規定|求め|要求)(?:て|し|して)?(?:は)?(?:い|お)?(?:ない|ません|りません)|(?:定め|期限|制限|設定)(?:は)?なし|設ける機能はない|(?:期限|期間|制限|上限|sla|保証|目標値?|規定|定め)(?:は|も)(?:ありません|ない|ございません)|無期限|(?:約束|保証)(?:\([^)]*\))?は?(?:して|行って)(?:は)?(?:い|お)(?:ません|りません|ない)|never (?:expires?|deleted|erased|purged)|no expiry|not (?:set|defined)|^(?:(?:規定|定め|設定)?(?:なし|無し)|対象外|none|n\/a|not (?:covered|included))$/u

/** Statements that say that there is no value of an attribute, in the sections of the paper that it is read in. */
export function findAbsences(
  attribute: Attribute,
  paper: ScopedPaper,
  found: readonly Fact[],
  vocabulary: Vocabulary,
): Fact[] {
  const bound = { text: '', concepts: new Set<string>(), isCloserTo: () => false, hasTopic: false }
  return paper.sections.flatMap((section) =>
    section.statements.flatMap((scoped) => {
      if (!ABSENT.test(scoped.folded) || isStatedBeside(attribute, scoped, found)) return []
      const said = withTopicBefore(attribute, section, scoped)
      const fits = attribute.find.some(
        (rule) =>
          [...rule.about].some((concept) => said.own.has(concept) || said.labelled.has(concept)) &&
          scoreRule(attribute, rule, section, said, bound) !== undefined,
      )
      if (!fits || rivals(attribute, scoped)) return []
      const { statement } = scoped
      return [
        {
          attribute: attribute.id,
          ...limitsOf(statement, attribute, paper.parts, vocabulary),
          value: statement.text.replace(/[。．.]$/u, ''),
          normalized: null,
          polarity: 'no' as const,
          section: section.index,
          quote: statement.quote,
        },
      ]
    }),
  )
}

/** Beside values a denial counts in a cell of its own, or where it names what they are none of: 「SLAはございません」. */
function isStatedBeside(attribute: Attribute, { statement, own }: ScopedStatement, found: readonly Fact[]): boolean {
  if (found.length === 0 || isCell(statement)) return false
  const named = attribute.find.flatMap(({ about }) => about).filter((concept) => own.has(concept))
  return !named.some((concept) => concept === 'sla')
}

/** 「パスワードは8文字以上です。有効期限は設けておりません」: a sentence that is only about an aspect leaves its matter unsaid. */
function withTopicBefore(attribute: Attribute, section: ScopedSection, scoped: ScopedStatement): ScopedStatement {
  const before = section.statements[scoped.index - 1]
  if (before === undefined || before.statement.listed || scoped.statement.listed) return scoped
  const aspects = new Set(attribute.find.flatMap((rule) => rule.with))
  const isBare = scoped.own.size > 0 && [...scoped.own].every((concept) => aspects.has(concept) || PLAIN.has(concept))
  return isBare ? { ...scoped, own: new Set([...scoped.own, ...before.own]) } : scoped
}

/** Concepts of words that name no matter. */
const PLAIN: ReadonlySet<string> = new Set(['period', 'deadline', 'when', 'setting', 'retention', 'maximum', 'minimum'])

/** A statement that says no of something else in the same breath is left alone. */
function rivals(attribute: Attribute, scoped: ScopedStatement): boolean {
  return attribute.find.every((rule) =>
    rule.without.some((concept) => scoped.own.has(concept) || scoped.labelled.has(concept)),
  )
}
