import type { SamplePaper } from './sample-paper.ts'

/** More English papers, written before the code was run on them. */
export const MORE_ENGLISH: readonly SamplePaper[] = [
  {
    text: `Security Overview: Fernlace Cloud

Fernlace GmbH
Stand: 3 May 2025

1. Hosting
Fernlace Cloud is hosted in Frankfurt by Mainrechner GmbH.
2. Access
Access to Fernlace Cloud requires MFA.
3. Logs
Logs are kept 30 days.
`,
    product: 'Fernlace Cloud',
    vendor: 'Fernlace GmbH',
    date: '2025-05-03',
  },
  {
    text: `Product Security Guide — Tidepool Ledger
Version 2025.1
Copyright © 2025 Saltford Financial Software Pty Ltd

1. Introduction
Tidepool Ledger is accounting software.
2. Encryption
Tidepool Ledger encrypts data at rest.
3. Testing
Yearly penetration tests are done by Redcap Ltd.
`,
    product: 'Tidepool Ledger',
    vendor: 'Saltford Financial Software Pty Ltd',
    version: '2025.1',
  },
  {
    text: `Frequently Asked Questions about Security
Updated 1 February 2026

Is Plumwick ISO 27001 certified?
Yes. Plumwick has been certified since 2021.

Where is Plumwick hosted?
Plumwick is hosted on Amazon Web Services in London.

Who is behind Plumwick?
Plumwick is a product of Wexcombe Software Limited.
`,
    product: 'Plumwick',
    vendor: 'Wexcombe Software Limited',
    date: '2026-02-01',
  },
  {
    text: `Data Processing and Security Terms
for the Ottermoor Platform
Ottermoor A/S
Last revised: 2025-10-10

1. Scope
These terms describe the measures for the Ottermoor Platform.
2. Storage
The Ottermoor Platform stores data in Denmark.
3. Staff
Staff sign a confidentiality agreement.
`,
    product: 'Ottermoor Platform',
    vendor: 'Ottermoor A/S',
    date: '2025-10-10',
  },
  {
    text: `Cloud Security Whitepaper

This whitepaper describes how Brightwell Systems AB ("Brightwell", "we") secures Lumenfold, its translation management platform.

1. Governance
We have a CISO.
2. Hosting
Lumenfold runs in Stockholm.
3. Backup
Lumenfold is backed up daily.
`,
    product: 'Lumenfold',
    vendor: 'Brightwell Systems AB',
  },
  {
    text: `Hedgerow CRM
Service Level Agreement
Effective as of January 1, 2026
Hedgerow Software, LLC

1. Uptime
Hedgerow CRM will be available 99.9% of the time.
2. Support
Support for Hedgerow CRM is open on weekdays.
3. Credits
Credits are granted on request.
`,
    product: 'Hedgerow CRM',
    vendor: 'Hedgerow Software, LLC',
    date: '2026-01-01',
  },
  {
    text: `SOC 2 and Security Summary
Quoinstone Sync & Quoinstone Share
Quoinstone Oy
2024/08

1. Products
This summary covers Quoinstone Sync and Quoinstone Share.
2. Data
Data stays in Finland.
3. Keys
Keys are rotated.
`,
    product: 'Quoinstone',
    vendor: 'Quoinstone Oy',
    date: '2024-08',
    variants: ['Quoinstone Sync', 'Quoinstone Share'],
  },
  {
    text: `Mapleridge Security Datasheet
Rev C — October 2024
Mapleridge B.V.

Overview
Mapleridge is an online form tool.

Encryption
Mapleridge encrypts data.

Hosting
We use Amazon Web Services.
`,
    product: 'Mapleridge',
    vendor: 'Mapleridge B.V.',
    version: 'C',
    date: '2024-10',
  },
  {
    text: `Security Practices

Cobblestone Analytics Inc. ("Cobblestone")
Updated: 2025-05-05

1. Product
Cobblestone Insight is a business intelligence platform.
2. Hosting
Cobblestone Insight runs on Google Cloud.
3. People
Cobblestone trains its staff.
`,
    product: 'Cobblestone Insight',
    vendor: 'Cobblestone Analytics Inc.',
    date: '2025-05-05',
  },
  {
    text: `Trust Center
Skyharbor Freight
Last updated: 6 Jan 2026

Is data encrypted?
Yes. Skyharbor Freight encrypts data.

Where is data stored?
Skyharbor Freight stores data in Osaka.

Who provides Skyharbor Freight?
Skyharbor Logistics Pte. Ltd.
`,
    product: 'Skyharbor Freight',
    date: '2026-01-06',
  },
  {
    text: `pinwheel
security whitepaper
version 0.9
(c) 2025 Spindle Software AB

1. Introduction
pinwheel is a calendar application.
2. Storage
pinwheel stores data in Lulea.
3. Access
Access to pinwheel is logged.
`,
    product: 'pinwheel',
    vendor: 'Spindle Software AB',
    version: '0.9',
  },
  {
    text: `Cloud Computing Compliance Report
for
IRONQUAY ERP

Ironquay Software SE
May 2025

1. Introduction
IRONQUAY ERP is an ERP system.
2. Data
IRONQUAY ERP stores data in Munich.
3. Audit
The auditor is Prüf & Co. GmbH.
`,
    product: 'IRONQUAY ERP',
    date: '2025-05',
  },
  {
    text: `Brambleworks Desk — Security & Compliance
Last updated on 4 April 2025 · v5
Brambleworks S.r.l.

1. Overview
Brambleworks Desk helps support teams.
2. Hosting
Brambleworks Desk runs in Milan.
3. Logs
Brambleworks Desk keeps logs for a year.
`,
    product: 'Brambleworks Desk',
    vendor: 'Brambleworks S.r.l.',
    version: '5',
    date: '2025-04-04',
  },
  {
    text: `# Security | Oakhollow

Oakhollow Software Pty Ltd, 30 June 2025

## Hosting

Oakhollow is hosted in Sydney.

## Encryption

Oakhollow encrypts all data.

## Contact

security@oakhollow.example
`,
    product: 'Oakhollow',
    vendor: 'Oakhollow Software Pty Ltd',
    date: '2025-06-30',
  },
  {
    text: `Whitepaper
Data security in Ferncroft
Ferncroft is made by Dellbrook Oy
1 May 2024

1. Access
Ferncroft uses roles.
2. Storage
Ferncroft stores data in Espoo.
3. Deletion
Data is deleted after 14 days.
`,
    product: 'Ferncroft',
    vendor: 'Dellbrook Oy',
    date: '2024-05-01',
  },
  {
    text: `Tessellate and Tessellate Go
Information Security Overview
Tessellate Ltd.
March 3rd, 2025

1. Introduction
Tessellate is a survey platform. Tessellate Go is its mobile app.
2. Data
Tessellate keeps data in London.
3. People
Staff are trained.
`,
    product: 'Tessellate',
    vendor: 'Tessellate Ltd.',
    date: '2025-03-03',
  },
  {
    text: `Pagewright Enterprise Edition
Security Guide
Release 7.3
Pagewright GmbH & Co. KG

1. Overview
This guide covers Pagewright Enterprise Edition.
2. Hosting
Pagewright is hosted in Berlin. Pagewright runs on our own servers.
3. Logs
Logs are kept 6 months.
`,
    product: 'Pagewright Enterprise Edition',
    vendor: 'Pagewright GmbH & Co. KG',
  },
  {
    text: `Grovepoint Learn
White Paper on Information Security
Grovepoint Education GmbH
Version 1.1, 11.03.2025

1. Scope
This paper applies to Grovepoint Learn.
2. Hosting
Grovepoint Learn is hosted in Bonn.
3. Logs
Grovepoint Learn keeps logs for 60 days.
`,
    product: 'Grovepoint Learn',
    vendor: 'Grovepoint Education GmbH',
    version: '1.1',
  },
  {
    text: `How we keep Tallyhouse secure
Tallyhouse Ltd, Bristol
Reviewed June 2025

1. Hosting
Tallyhouse is hosted in London.
2. Access
Staff access to Tallyhouse is limited.
3. Backups
Tallyhouse is backed up hourly.
`,
    product: 'Tallyhouse',
    date: '2025-06',
  },
  {
    text: `Technical & Organizational Measures (TOMs)
Product: Wavelet CMS
Vendor: Wavelet Oy
Date: 2024-02-29
Version: 3

1. Access control
Badges are used.
2. Encryption
TLS is used.
3. Deletion
Data is deleted.
`,
    product: 'Wavelet CMS',
    vendor: 'Wavelet Oy',
    version: '3',
    date: '2024-02-29',
  },
  {
    text: `Fieldnote Pro Security FAQ
Fieldnote Software Inc.
Last updated: Sept 3, 2025

How is my data protected?
Fieldnote Pro encrypts it.

Can I delete my data?
Yes, in Fieldnote Pro, under Settings.

Do you sell data?
No.
`,
    product: 'Fieldnote Pro',
    vendor: 'Fieldnote Software Inc.',
    date: '2025-09-03',
  },
  {
    text: `Statement on Security and Privacy — marrow.app
Marrow Apps B.V. — 2025/04/04

1. Hosting
marrow.app is hosted in Amsterdam.
2. Access
Access is limited.
3. Backups
marrow.app is backed up.
`,
    product: 'marrow.app',
    vendor: 'Marrow Apps B.V.',
    date: '2025-04-04',
  },
]
