import type { StoredPaper } from '../../store/knowledge-store.ts'
import type { Wording } from '../wording.ts'
import type { Composition } from './draft.ts'

/**
 * Which edition an answer is from, where the question asks for another one than the newest: that one, or those that the
 * index has where it is none of them. `undefined` where nothing is to be said.
 */
export function sayEdition({ understanding, wording }: Composition, scope: readonly StoredPaper[]): string | undefined {
  const { edition, editionWords, attributes } = understanding
  const [paper] = scope
  const isOfOne = scope.length === 1 && paper !== undefined
  if (edition?.isCurrent === false && scope.some(({ id }) => id === edition.paper.id)) {
    const label = labelOf(edition.paper, wording)
    if (label === '') return wording.olderUnlabelled
    return isOfOne ? wording.olderEdition(label) : wording.olderEditionOf(edition.paper.product, label)
  }
  // The history of a document is in its newest edition.
  const isAboutHistory = attributes[0]?.attribute.kind === 'document'
  const isAsked = editionWords !== null && editionWords.kind !== 'current'
  if (!isAsked || isAboutHistory || (isOfOne && edition !== null)) return undefined
  if (!isOfOne) return wording.editionOfMany
  const known = [paper, ...paper.older].map((one) => labelOf(one, wording)).filter((label) => label !== '')
  const shown = labelOf(paper, wording)
  return shown === '' ? undefined : wording.onlyEditions(known.join(wording.listSeparator), shown)
}

/** `''` where the edition prints neither version nor date. */
export function labelOf({ version, date }: StoredPaper, wording: Wording): string {
  if (version !== null) return wording.ofVersion(version)
  return date === null ? '' : wording.ofDate(date)
}
