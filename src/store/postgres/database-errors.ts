import { IndexError } from '../../errors.ts'

/** What mends a schema that does not fit. */
export const MIGRATE = '`npm run migrate` with a role that may change the schema'

/** The first version that looks on in its graph until a filtered search has its rows. */
export const MIN_PGVECTOR = '0.8'

/** Codes of PostgreSQL (appendix A of its manual) and of the system that mean: nobody is there, for now. */
const UNREACHABLE =
  /^(?:08|57P0|53300|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EAI_AGAIN|ENOENT)/u
/** What `pg` says without a code when a connection ends or does not come about. */
const UNREACHABLE_WORDS =
  /Connection terminated|Query read timeout|connect timeout|timeout exceeded when trying to connect|Client has encountered a connection error/iu

/** Whether asking again later may help. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof IndexError) return error.code === 'INDEX_UNREACHABLE'
  const { code, message } = partsOf(error)
  return UNREACHABLE.test(code) || (code === '' && UNREACHABLE_WORDS.test(message))
}

/** A fault of the database `name` as one that says what to do; what is one already stays. Never holds the address's password. */
export function toDatabaseError(name: string, error: unknown): unknown {
  if (error instanceof IndexError || !(error instanceof Error)) return error
  const { code, message } = partsOf(error)
  const fail = (kind: IndexError['code'], words: string) => new IndexError(kind, words, { cause: error })
  if (isUnreachable(error))
    return fail(
      'INDEX_UNREACHABLE',
      `The database ${name} cannot be reached (${[code, message].filter((part) => part !== '').join(' ')}).`,
    )
  if (message.startsWith('SASL'))
    return fail('INDEX_UNREACHABLE', `The database ${name} wants a password: give it in DATABASE_URL.`)
  switch (code) {
    case '0A000':
    case '42704':
    case '58P01':
      return /vector/u.test(message) ? lacksExtension(name, error) : error
    case '28P01':
    case '28000':
      return fail('INDEX_UNREACHABLE', `The database ${name} refuses the user or the password: check DATABASE_URL.`)
    case '3D000':
      return fail('INDEX_UNREACHABLE', `There is no database ${name}: make it, then run ${MIGRATE}.`)
    case '42P01':
    case '42703':
    case '42883':
      return fail('INDEX_FOREIGN', `The database ${name} lacks tables or columns of ours (${message}): run ${MIGRATE}.`)
    case '42501':
      return fail(
        'INDEX_BROKEN',
        `The role of DATABASE_URL may not do that in ${name} (${message}): see "More than one machine" in README.md.`,
      )
    case '57014':
    case '55P03':
      return fail('INDEX_BUSY', `The database ${name} took too long (${message}): try again.`)
    case '53100':
      return fail(
        'INDEX_BROKEN',
        `The database ${name} has no room left: make room there and run it again. What was in it stays.`,
      )
    case '22000':
      return fail(
        'INDEX_FOREIGN',
        `The database ${name} holds vectors of another length (${message}): run \`npm run migrate -- --discard\`, then \`npm run ingest\` with all of your papers.`,
      )
    default:
      return /self.signed|certificate|SSL|TLS/iu.test(`${code} ${message}`)
        ? fail(
            'INDEX_UNREACHABLE',
            `The database ${name} offers no encrypted connection that can be trusted (${code || message}): give sslmode and sslrootcert in DATABASE_URL.`,
          )
        : error
  }
}

function partsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  // Node tries all addresses of a name and gives what each of them said.
  const first = error instanceof AggregateError ? error.errors[0] : undefined
  const code = 'code' in error ? error.code : first instanceof Error && 'code' in first ? first.code : ''
  return { code: String(code ?? ''), message: error.message }
}

/** What is said where there is no pgvector; `cause`: what the server said. */
export function lacksExtension(name: string, cause?: unknown): IndexError {
  return new IndexError(
    'INDEX_FOREIGN',
    `The database ${name} has no pgvector: install version ${MIN_PGVECTOR} or newer on its server, then run CREATE EXTENSION vector in the database as an administrator.`,
    { cause },
  )
}
