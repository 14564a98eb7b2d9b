import type { Polarity, StoredFact } from '../../domain.ts'
import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold } from '../../text/fold.ts'
import { toSaid } from '../../text/instructions.ts'
import { polarityOf } from '../../text/polarity.ts'
import { isAskedFor } from '../../text/rows.ts'
import { holdsName, placeOf } from '../understand/asked-names.ts'
import { soundsAlike, toSoundKey } from '../understand/sound-key.ts'
import { type Composition, sayQuoted } from './draft.ts'

/** What was only not tried is not denied. */
const UNTRIED = /検証|動作確認|確認して(?:い|お)|\b(?:tested|verified|validated)\b/u

/** What a fact says of a name; `undefined` where it does not hold it, `null` where it leaves it open. */
export function polarityOfName({ quote, qualifier }: StoredFact, name: string): Polarity | undefined {
  const sentence = fold(quote)
    .split(/[。;\n]|\. /u)
    .find((part) => holdsName(part, name))
  if (sentence === undefined) return holdsName(qualifier ?? '', name) ? polarityOf(quote) : undefined
  const polarity = polarityOf(sentence, placeOf(sentence, name))
  return polarity === 'no' && UNTRIED.test(sentence) ? null : polarity
}

/** Whether a fact says the same of all names as it is asked to. */
export function saysOfNames(fact: StoredFact, names: readonly string[], polarity: Polarity): boolean {
  return names.every((name) => polarityOfName(fact, name) === polarity)
}

/** What is said of the names asked about that the facts do not hold. */
export interface NamesSaid {
  readonly lines: readonly string[]
  /** The paper has none of the names. */
  readonly isSilent: boolean
}

/** The statement elsewhere in the paper that holds such a name, else that there is none. */
export async function sayNames(
  composition: Composition,
  paper: StoredPaper,
  facts: readonly StoredFact[],
): Promise<NamesSaid> {
  const { understanding, store, wording } = composition
  const missing = understanding.names.filter((name) => facts.every((fact) => polarityOfName(fact, name) === undefined))
  if (missing.length === 0) return { lines: [], isSilent: false }
  const sections = await store.listSections(paper.id)
  const lines: string[] = []
  let absent = 0
  for (const name of missing) {
    const place = sections
      .flatMap((section) => toSaid(section.body).map((statement) => ({ section, statement })))
      .find(({ statement }) => !isAskedFor(statement) && !statement.isHead && holdsName(statement.text, name))
    if (place) {
      const { text, quote } = place.statement
      lines.push(sayQuoted(composition, paper, place.section, { words: text, quote, above: '' }))
    } else if (!sections.some(({ heading, body }) => isSpelled(`${heading}\n${body}`, name))) {
      absent++
      lines.push(wording.nameNotStated(paper.product, name))
    }
  }
  return { lines, isSilent: absent === understanding.names.length }
}

/** Whether a text has a name in any spelling; abbreviations may be written out. */
function isSpelled(text: string, name: string): boolean {
  if (!/[a-z]/u.test(name) || holdsName(text, name)) return true
  // OIDC for OpenID Connect.
  const capitals = name.replace(/[^A-Z]/gu, '')
  if (capitals.length > 2 && holdsName(text, capitals)) return true
  const asked = { text: fold(name), sound: toSoundKey(name) }
  const words = new Set(text.match(/[ァ-ヶー]{3,}/gu))
  return [...words].some((word) => soundsAlike({ text: word, sound: toSoundKey(word) }, asked))
}
