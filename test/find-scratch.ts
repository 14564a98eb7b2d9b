import { openEngine, buildIndex } from '/work/main/src/open-engine.ts'
import { readFileSync, mkdtempSync } from 'node:fs'
const logger={info(){},warn(){},error(){}}
const o={knowledgeDir:'/work/main/knowledge',indexDir:mkdtempSync('/tmp/vi-'),logger}
const [papers, qs]=process.argv.slice(2)
await buildIndex({...o,rebuild:false},[papers!],{})
const e=await openEngine(o)
let n=0,bad=0
for (const l of readFileSync(qs!,'utf8').trim().split('\n')) { const q=JSON.parse(l); n++
 const {answer:a,explanation:x}=await e.explain({text:q.question,turns:q.turns??[]})
 if (x.findings.length) {bad++; console.log(q.id,q.question,'\n  ',JSON.stringify(x.findings).slice(0,500)) ; if (process.env.V) console.log(a.text)} }
console.log(n,bad); await e.close()
