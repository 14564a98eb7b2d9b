import type { SamplePaper } from './sample-paper.ts'

/** More English papers, written before the code was run on them. */
export const LAST_ENGLISH: readonly SamplePaper[] = [
  {
    text: `Security & Trust
The Elmwick Platform

Elmwick, Inc. | Updated May 2025

1. Hosting
Elmwick is hosted on AWS.
2. Access
Elmwick uses roles.
3. Logs
Elmwick keeps logs.
`,
    product: 'Elmwick',
    vendor: 'Elmwick, Inc.',
    date: '2025-05',
  },
  {
    text: `Nightjar for Teams: Security and Compliance Guide
Version 1.4 (2025-01-31)
Nightjar Apps Ltd

1. Overview
Nightjar for Teams is a polling app.
2. Data
Nightjar for Teams keeps data in the EU.
3. Keys
Keys are rotated.
`,
    product: 'Nightjar for Teams',
    vendor: 'Nightjar Apps Ltd',
    version: '1.4',
    date: '2025-01-31',
  },
  {
    text: `Penetration Test Summary — Orrery Maps
Prepared for Orrery Maps Pty Ltd
February 2025

1. Scope
The test covered the Orrery Maps web application.
2. Findings
No critical issues were found in Orrery Maps.
3. Retest
All findings were fixed.
`,
    product: 'Orrery Maps',
    vendor: 'Orrery Maps Pty Ltd',
    date: '2025-02',
  },
  {
    text: `Dovetail Timesheets — FAQ for IT and security teams
Last reviewed 7/2025

Where is data hosted?
Dovetail Timesheets is hosted in Toronto.

Is there an SLA?
Yes, 99.9%.

Who makes Dovetail Timesheets?
Joinery Software Inc. makes it.
`,
    product: 'Dovetail Timesheets',
  },
]
