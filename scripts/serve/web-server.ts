import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { ServeConfig } from '../../src/config.ts'
import type { Channel } from '../../src/conversation/channel.ts'
import type { Work } from '../../src/conversation/work.ts'
import { ConfigError } from '../../src/errors.ts'
import type { Logger } from '../../src/logger.ts'

/** Why the bot cannot answer now. */
export interface Problem {
  readonly missing: string
  readonly why?: string
}

/** What the server reports on. */
export interface ServerParts {
  /** What keeps the bot from answering: the index, the database; with the reason, where there is one to tell. */
  readonly findProblems: () => Promise<readonly Problem[]>
  /** May grow until the routes are complete. */
  readonly channels: readonly Channel[]
  readonly work: Work
  readonly logger: Logger
}

/** The one HTTP server of the process. */
export interface WebServer {
  /** Channels add their routes here. */
  readonly app: Express
  readonly url: string
  /** Everything that no channel serves is 404 from now on. */
  completeRoutes(): void
  close(): Promise<void>
}

/** Nobody needs longer to send a request. */
const REQUEST_TIMEOUT_MS = 15_000

/**
 * Listens, with `/healthz` (the process is alive) and `/readyz` (index open and every platform connected, else 503 with
 * what is missing and why). Until the routes are complete, and while work is being drained, everything else is 503, so
 * that platforms send it again.
 * @throws ConfigError where the address cannot be listened on
 */
export async function openWebServer({ host, port }: ServeConfig, parts: ServerParts): Promise<WebServer> {
  const { channels, work, logger } = parts
  const app = express()
  app.disable('x-powered-by')
  app.get('/healthz', (_, response) => void response.json({ status: 'ok' }))
  app.get('/readyz', async (_, response) => {
    const problems: readonly Problem[] = [
      ...(work.isClosed ? [{ missing: 'stopping' }] : []),
      ...(await parts.findProblems()),
      ...channels.filter((channel) => !channel.isReady()).map(({ name }) => ({ missing: name })),
    ]
    response.status(problems.length === 0 ? 200 : 503).json(toReadiness(problems))
  })
  let isComplete = false
  app.use((_, response, next) => {
    if (work.isClosed || !isComplete) response.status(503).set('Retry-After', '30').end()
    else next()
  })
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new ConfigError(`Cannot listen on ${host}:${port} (${error.message}): set PORT or HOST.`, { cause: error }),
      )
    })
    server.listen(port, host, resolve)
  })
  const { address, port: actual, family } = server.address() as AddressInfo
  return {
    app,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`,
    completeRoutes() {
      isComplete = true
      app.use((_, response) => void response.status(404).end())
      app.use(toErrorHandler(logger))
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function toReadiness(problems: readonly Problem[]) {
  const why = problems.flatMap((problem) =>
    problem.why === undefined ? [] : [[problem.missing, problem.why] as const],
  )
  return {
    status: problems.length === 0 ? 'ready' : 'not ready',
    missing: problems.map(({ missing }) => missing),
    ...(why.length === 0 ? {} : { why: Object.fromEntries(why) }),
  }
}

/** What went wrong goes to the log; who called learns the status only. */
function toErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const given = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    const status = given >= 400 && given < 600 ? given : 500
    logger.warn('a request failed', { path: request.path, status, error: `${error}` })
    response.status(status).end()
  }
}
