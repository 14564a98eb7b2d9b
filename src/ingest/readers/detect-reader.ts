import { extname } from 'node:path'
import { IngestError } from '../../errors.ts'
import { PLAIN_EXTENSIONS, readPlain } from './read-plain.ts'
import type { Reader } from './source-document.ts'

/** Extensions that are read, in lower case with their dot. */
export const SUPPORTED_EXTENSIONS: readonly string[] = [...PLAIN_EXTENSIONS]

/**
 * The reader for a file, by what its bytes begin with; text is known by its extension alone. Throws
 * {@link IngestError} with reason `unsupported` where there is none.
 */
export function detectReader(_bytes: Uint8Array, path: string): Reader {
  if (PLAIN_EXTENSIONS.includes(extname(path).toLowerCase())) return readPlain
  throw unsupported(path, 'is of a kind that is not read')
}

function unsupported(path: string, why: string): IngestError {
  return new IngestError('unsupported', `${path} ${why}. Supported are: ${SUPPORTED_EXTENSIONS.join(', ')}.`)
}
