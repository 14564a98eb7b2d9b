import { readFile, stat } from 'node:fs/promises'
import { CORE_SCHEMA, load } from 'js-yaml'
import { IngestError } from '../../errors.ts'

/** A text with its front matter taken off. */
export interface FrontMatterSplit {
  readonly data: Readonly<Record<string, unknown>>
  readonly body: string
}

/**
 * Takes YAML between `---` lines off the very top of a text. A text that merely starts with a rule keeps it.
 * Throws {@link IngestError} with reason `front_matter` where the YAML is malformed.
 */
export function splitFrontMatter(text: string, path: string): FrontMatterSplit {
  const match = /^---[ \t]*\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  const yaml = match?.[1]
  if (match === null || yaml === undefined || !looksLikeMapping(yaml)) return { data: {}, body: text }
  return { data: parseMapping(yaml, path, 'front matter'), body: text.slice(match[0].length) }
}

/**
 * Data of the `<file>.meta.yaml` beside a file, `{}` where there is none.
 * Throws {@link IngestError} with reason `front_matter` where it is malformed and `unreadable` where it cannot be read.
 */
export async function loadMetaFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  const metaPath = `${path}.meta.yaml`
  let yaml: string
  try {
    if (!(await stat(metaPath)).isFile()) throw new TypeError('It is no regular file.')
    yaml = await readFile(metaPath, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new IngestError(
      'unreadable',
      `${metaPath} cannot be read. Check that it is a file that you may read, or remove it.`,
      { cause },
    )
  }
  return parseMapping(yaml, metaPath, 'metadata')
}

/** Keys of metadata are ASCII: a sentence between two rules may hold a colon too. */
function looksLikeMapping(yaml: string): boolean {
  const first = yaml.split('\n').find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  return first !== undefined && /^[A-Za-z_][\w-]*[ \t]*:(?:\s|$)/.test(first)
}

function parseMapping(yaml: string, path: string, what: string): Readonly<Record<string, unknown>> {
  // The parser takes a file of nothing but comments for a mistake.
  if (yaml.split('\n').every((line) => /^\s*(?:#|$)/u.test(line))) return {}
  let value: unknown
  try {
    value = load(yaml, { schema: CORE_SCHEMA })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new IngestError(
      'front_matter',
      `The ${what} of ${path} is not valid YAML: ${reason}. Correct or remove it.`,
      {
        cause,
      },
    )
  }
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new IngestError('front_matter', `The ${what} of ${path} must be "key: value" lines. Correct or remove it.`)
  }
  return value as Record<string, unknown>
}
