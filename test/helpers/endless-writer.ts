import { openSmallStore } from './index-folder.ts'
import { makeContent, makePaper, makeSection } from './paper-content.ts'

// Saves the same papers with rising versions until it is killed; a line on standard output after each round.
const store = await openSmallStore(process.argv[2] ?? '', 'write')
for (let version = 1; ; version++) {
  for (const id of ['a', 'b', 'c']) {
    const body = `第${version}版の本文です。バックアップを取得します。\n`.repeat(60)
    await store.savePaper(await makeContent(makePaper(id, { version: `${version}` }), [makeSection('1', '本文', body)]))
  }
  process.stdout.write(`${version}\n`)
}
