import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSmallStore } from '../../helpers/index-folder.ts'
import { describeKnowledgeStore } from './knowledge-store.contract.ts'

for (const [name, exactLimit] of [
  ['The embedded store with exact vector search', 5000],
  ['The embedded store with the graph for everything', 0],
] as const) {
  describeKnowledgeStore(name, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'contract-'))
    return {
      open: () => openSmallStore(dir, 'write', { exactLimit }),
      dispose: async () => rmSync(dir, { recursive: true, force: true }),
    }
  })
}
