import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { IngestError } from '../../errors.ts'

/** Depth to which elements may stand in each other; no document that a person has written comes near it. */
const MAX_DEPTH = 400

/** Parses a page as leniently as browsers do. Throws {@link IngestError} (`malformed`) for one nested without end. */
export function parseHtml(text: string, path: string): ParentNode {
  return checkDepth(parseDocument(text), path)
}

/** Parses a part of an Office file. Entities other than XML's own are not known, so that none can grow. */
export function parseXml(text: string, path: string): ParentNode {
  return checkDepth(parseDocument(text, { xmlMode: true }), path)
}

/** Elements that stand directly in another, of one name where that is given. */
export function childrenOf(parent: ParentNode, name?: string): readonly Element[] {
  return parent.children.filter(isTag).filter((child) => name === undefined || child.name === name)
}

/** The first element of a name directly in another. */
export function findChild(parent: ParentNode | undefined, name: string): Element | undefined {
  return parent?.children.filter(isTag).find((child) => child.name === name)
}

/** All elements of some names below another, in document order. */
export function findAll(parent: ParentNode, ...names: readonly string[]): readonly Element[] {
  return childrenOf(parent).flatMap((child) => [
    ...(names.includes(child.name) ? [child] : []),
    ...findAll(child, ...names),
  ])
}

/** All text below a node as it stands. */
export function textOf(node: ChildNode): string {
  if (isText(node)) return node.data
  return isTag(node) ? node.children.map(textOf).join('') : ''
}

function checkDepth<T extends ParentNode>(document: T, path: string): T {
  let level: readonly ParentNode[] = [document]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      const message = `${path} is nested more than ${MAX_DEPTH} elements deep and is not read. Save it anew or as text.`
      throw new IngestError('malformed', message)
    }
    level = level.flatMap((parent) => childrenOf(parent))
  }
  return document
}
