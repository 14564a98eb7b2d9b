import { findAll, parseXml } from '../markup.ts'
import type { OfficeParts } from './package.ts'

/** Targets of a part's relations by their id. */
export function readLinks(parts: OfficeParts, part: string, path: string): ReadonlyMap<string, string> {
  const file = part.replace(/([^/]*)$/, '_rels/$1.rels')
  const relations = findAll(parseXml(parts.get(file) ?? '', path), 'Relationship')
  return new Map(relations.map(({ attribs }) => [attribs.Id ?? '', attribs.Target ?? '']))
}
