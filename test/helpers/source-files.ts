import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** One TypeScript file of the project, parsed. */
export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
  /** What it imports, types and dynamic imports included: paths from the root, or names of packages. */
  readonly imports: readonly string[]
}

/** Every TypeScript file below a folder of the root. */
export function listSourceFiles(folder: string): readonly SourceFile[] {
  return listFiles(folder)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
      return { path, text, tree, imports: findImports(tree).map((name) => resolveImport(path, name)) }
    })
}

/** Paths of all files below a folder of the root, sorted. */
export function listFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll('\\', '/'))
    .sort()
}

/** Every node of a tree, outermost first. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* walk(child)
}

/** Where a node stands, as an editor opens it. */
export function placeOf({ path, tree }: SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

function findImports(tree: ts.SourceFile): readonly string[] {
  const names: string[] = []
  for (const node of walk(tree)) {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      names.push((node.moduleSpecifier as ts.StringLiteral).text)
    }
    // import('x'), require('x'), createRequire(import.meta.url)('x') and the type import('x').
    const [first] = ts.isCallExpression(node) ? node.arguments : []
    const isLoad =
      ts.isCallExpression(node) && /^(?:import|require|createRequire\(.*\))$/u.test(node.expression.getText())
    if (isLoad && first && ts.isStringLiteral(first)) names.push(first.text)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      names.push(node.argument.literal.text)
    }
  }
  return names
}

function resolveImport(from: string, name: string): string {
  return name.startsWith('.') ? normalize(join(dirname(from), name)).replaceAll('\\', '/') : name
}
