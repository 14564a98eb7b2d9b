import { openAnswerEngine } from './helpers/answer-engine.ts'
import { readFileSync } from 'node:fs'
const t=performance.now()
const e = await openAnswerEngine()
console.log('open', performance.now()-t)
if (process.argv[2]==='facts') for (const p of await e.store.listPapers()) { console.log('##',p.id,p.product,p.variants,p.vendor,p.version,p.date,p.title); for (const f of await e.store.findFacts({paperIds:[p.id]})) console.log('  ',f.attribute,'|',f.variant,'|',f.qualifier,'|',f.value,'|',JSON.stringify(f.normalized),f.polarity)}
const lines = readFileSync(0,'utf8').split('\n').filter(Boolean)
for (const l of lines) { const parts=l.split(' / '); const {answer:a,explanation:x}=await e.explain({text:parts.at(-1)!,turns:parts.slice(0,-1)}); console.log(`\n>> ${l}\n[${a.status}/${a.basis}/${a.language}] {${x.understanding.shape.kind} ${x.understanding.products.map(p=>p.paperId+(p.variant??'')+':'+p.by)} ${x.understanding.attributes.map(m=>m.attribute.id)}}${x.findings.length?' FINDINGS '+JSON.stringify(x.findings):''}\n${a.text}`); if(process.env.C) console.log(a.citations.map(c=>`  [${c.marker}] ${c.product} ${c.section} ${c.quote}`).join('\n')) }
await e.close()
