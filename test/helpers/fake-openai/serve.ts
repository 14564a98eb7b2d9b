import { startFakeOpenAi } from './fake-openai.ts'
import { createLyingReply, honestReply } from './scripted-replies.ts'

/**
 * The fake as a program, until it is stopped: `node --import tsx test/helpers/fake-openai/serve.ts honest` (or `lying`)
 * prints the variables to set for it.
 */
const kind = process.argv[2]
if (kind !== 'honest' && kind !== 'lying') {
  process.stderr.write('Say which model: honest or lying.\n')
  process.exit(2)
}
const server = await startFakeOpenAi()
server.reply = kind === 'honest' ? honestReply : createLyingReply()
process.stdout.write(`OPENAI_API_KEY=${server.key} OPENAI_BASE_URL=${server.url} OPENAI_CHAT_MODEL=gpt-4.1-mini\n`)
process.once('SIGTERM', () => void server.close())
