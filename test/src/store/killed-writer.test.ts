import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { makeFolder, openSmallStore } from '../../helpers/index-folder.ts'

const WRITER = fileURLToPath(new URL('../../helpers/endless-writer.ts', import.meta.url))

it('holds whole papers after the process that writes was killed, and goes on from there', async () => {
  const dir = makeFolder()
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const chunk of child.stdout) if (Number.parseInt(String(chunk), 10) >= 3) break
  child.kill('SIGKILL')
  await once(child, 'exit')

  for (const mode of ['read', 'write'] as const) {
    const store = await openSmallStore(dir, mode, { exactLimit: 0 })
    const papers = await store.listPapers()
    expect(papers.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    for (const { id, version } of papers) {
      const [section] = await store.listSections(id)
      expect(section?.body).toContain(`第${version}版の本文です。`)
      const hits = await store.searchText({ terms: ['本文'], concepts: [] }, { paperIds: [id], limit: 9 })
      expect(hits.map(({ text }) => text).join('')).toHaveLength(section?.body.length ?? 0)
    }
    if (mode === 'write') expect(await store.removePaper('a')).toBe(true)
    await store.close()
  }
})
