import type { StoredPaper } from '../../store/knowledge-store.ts'
import { fold } from '../../text/fold.ts'
import { findVersionAsked, isSameVersion, NOT_OF_PROTOCOL } from '../understand/edition.ts'
import type { Wording } from '../wording.ts'
import type { Composition } from './draft.ts'

/**
 * Which edition an answer is from, where the question asks for another one than the newest: that one, or those that the
 * index has where it is none of them.
 */
export function sayEdition({ understanding, wording }: Composition, paper: StoredPaper): string | undefined {
  const { edition, text } = understanding
  const shown = labelOf(paper, wording)
  if (edition?.paper.id === paper.id) {
    if (edition.isCurrent) return undefined
    return shown === '' ? wording.olderUnlabelled : wording.olderEdition(shown)
  }
  // The history of a document is in its newest edition.
  const isAboutHistory = understanding.attributes[0]?.attribute.kind === 'document'
  if (shown === '' || isAboutHistory || !asksForOther(text, paper)) return undefined
  const known = [paper, ...paper.older].map((one) => labelOf(one, wording)).filter((label) => label !== '')
  return wording.onlyEditions(known.join(wording.listSeparator), shown)
}

/** `''` where the edition prints neither version nor date. */
function labelOf({ version, date }: StoredPaper, wording: Wording): string {
  if (version !== null) return wording.ofVersion(version)
  return date === null ? '' : wording.ofDate(date)
}

/** 「第7版では」, 「前の版では」, "in version 2". */
function asksForOther(text: string, { version }: StoredPaper): boolean {
  const folded = fold(text)
  const number = findVersionAsked(folded)?.version ?? IN_WORDS.exec(folded)?.[1]
  return OLDER.test(folded) || (number !== undefined && version !== null && !isSameVersion(number, version))
}

const IN_WORDS = new RegExp(`${NOT_OF_PROTOCOL}\\b(?:version|edition) ?(\\d+(?:\\.\\d+)*)`, 'u')
const OLDER =
  /(?:前|以前|旧|古い|ひとつ前|一つ前)の?版|旧版|前からそう|\b(?:previous|earlier|older|former) (?:version|edition)/u
