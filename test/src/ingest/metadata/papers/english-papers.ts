import type { SamplePaper } from './sample-paper.ts'

/** English papers, and papers in both languages. */
export const ENGLISH_PAPERS: Readonly<Record<string, SamplePaper>> = {
  'trust center': {
    text: `Larkfield Trust Center
Consensus questionnaire, answered

Marrowby Labs, Inc.
Version 2.0 | Published April 2, 2026

About this document
Larkfield is a scheduling service for clinics. The answers below follow a widely used questionnaire.

Audit
AA-01 Are you audited?
Answer: Yes. The auditor was Pinnock LLP.

Cryptography
CE-01 Is data encrypted?
Answer: Yes.
`,
    product: 'Larkfield',
    vendor: 'Marrowby Labs, Inc.',
    version: '2.0',
    date: '2026-04-02',
    title: 'Larkfield Trust Center',
  },
  'trust paper with an edition, provider in a sentence': {
    text: `Hollowmere Trust Paper
======================

Edition 9, published 3 June 2025

About this paper
----------------

Hollowmere is a fleet booking service. It is made and run by Tarnholt Systems B.V. of Delft, the Netherlands ("Tarnholt").

Where your data lives
---------------------

Customer data is kept in a data centre run by Rechenhaus Beispiel GmbH.

Encryption
----------

Disks use AES-256.
`,
    product: 'Hollowmere',
    vendor: 'Tarnholt Systems B.V.',
    version: '9',
    date: '2025-06-03',
  },
  'security FAQ, name from the questions': {
    text: `Security FAQ

Last updated: January 8, 2025

Where does Pebblewick store my data?
Pebblewick stores data in Ireland.

Does Pebblewick encrypt data at rest?
Yes, with AES-256.

Who operates Pebblewick?
Pebblewick is operated by Glimmerstone Oy, Helsinki.
`,
    product: 'Pebblewick',
    vendor: 'Glimmerstone Oy',
    version: null,
    date: '2025-01-08',
  },
  'security at': {
    text: `Security at Thistlequay

Thistlequay Ltd
Last updated 12 March 2024

1. Overview
Thistlequay is a document signing platform.
2. Access
Access to Thistlequay is logged.
3. Backups
Backups are taken daily.
`,
    product: 'Thistlequay',
    vendor: 'Thistlequay Ltd',
    version: null,
    date: '2024-03-12',
  },
  'title first, product under it': {
    text: `Security and Privacy White Paper
Marlpit Notes
Version 1.7
Bracken & Sons Pty Ltd
30 November 2024

1. Purpose
This paper describes how we protect data in Marlpit Notes.
2. Hosting
Marlpit Notes runs on Amazon Web Services.
3. Staff
Staff are trained yearly.
`,
    product: 'Marlpit Notes',
    vendor: 'Bracken & Sons Pty Ltd',
    version: '1.7',
    date: '2024-11-30',
  },
  'product first, overview under it': {
    text: `Cinderfell
Data Protection Overview

Rev. D
2025-02-14

Osterhavn AB

1 Introduction
1.1 Purpose
This overview explains how Osterhavn AB ("Osterhavn", "we") protects the information that customers place in Cinderfell.
1.2 Scope
It covers the hosted edition of Cinderfell.
2 Governance
We review our policies every year.
`,
    product: 'Cinderfell',
    vendor: 'Osterhavn AB',
    version: 'D',
    date: '2025-02-14',
  },
  'a name with a dot, copyright footer': {
    text: `quernly.io Security Whitepaper
v3.2

1. Introduction
quernly.io is a form builder.
2. Infrastructure
quernly.io runs in two regions.
3. Contact
security@quernly.io
© 2025 Quernly GmbH. All rights reserved.
`,
    product: 'quernly.io',
    vendor: 'Quernly GmbH',
    version: '3.2',
    date: null,
  },
  'a name with a number': {
    text: `Osprey 360 Security Overview
March 2025
Fennick Software, Inc.

1. About
Osprey 360 is an asset tracking solution.
2. Encryption
Osprey 360 encrypts data.
3. Retention
Logs are kept for 90 days.
`,
    product: 'Osprey 360',
    vendor: 'Fennick Software, Inc.',
    date: '2025-03',
  },
  'how X protects': {
    text: `How Wrenford Protects Your Data

Effective July 1, 2025
Wrenford Technologies, LLC

1. Encryption
Wrenford encrypts all data.
2. People
All staff of Wrenford Technologies, LLC are trained.
3. Deletion
Data is deleted after 30 days.
`,
    product: 'Wrenford',
    vendor: 'Wrenford Technologies, LLC',
    date: '2025-07-01',
  },
  'service level agreement for': {
    text: `Service Level Agreement for Dunmoor Voice

Version 6
Effective date: 1 October 2024
Dunmoor Telecom Limited

1. Definitions
"Service" means Dunmoor Voice, as described in the order.
2. Uptime
Dunmoor Voice is available 99.9% of each month.
3. Credits
Credits are 10% of the monthly fee.
`,
    product: 'Dunmoor Voice',
    vendor: 'Dunmoor Telecom Limited',
    version: '6',
    date: '2024-10-01',
  },
  'several products with a common word': {
    text: `Technical and Organisational Measures
Saltmarsh Systems Ltd.
15 May 2023

1. Scope
This document covers Saltmarsh Mail, Saltmarsh Files and Saltmarsh Chat.
2. Encryption
Saltmarsh Mail uses TLS.
3. Access
Access is restricted.
`,
    product: 'Saltmarsh',
    vendor: 'Saltmarsh Systems Ltd.',
    date: '2023-05-15',
    variants: ['Saltmarsh Mail', 'Saltmarsh Files', 'Saltmarsh Chat'],
  },
  'quoted name in a subtitle': {
    text: `Cloud Security White Paper
for "Ambergate"

Version: 2.5
Date: 2025/08/01
Company: Ravenscar K.K.

1. Introduction
This white paper describes the controls of Ambergate.
2. Operations
Ambergate is monitored around the clock.
3. Vendors
We use Postbrook Ltd for e-mail.
`,
    product: 'Ambergate',
    vendor: 'Ravenscar K.K.',
    version: '2.5',
    date: '2025-08-01',
  },
  'company and product on one line': {
    text: `Stonebeck, Inc. | Gullwing Security Whitepaper | 2024.12.24

1. Summary
Gullwing is a payroll service.
2. Data
Data in Gullwing is encrypted.
3. Audit
We are audited every year.
`,
    product: 'Gullwing',
    vendor: 'Stonebeck, Inc.',
    date: '2024-12-24',
  },
  'the brand of the company is in every sentence, the product on the cover': {
    text: `Kestrel Vault
Security Datasheet
Kestrel Harbour Ltd.
Revision 12, 9 September 2025

1. About us
Kestrel Harbour was founded in 2009. Kestrel Harbour employs 80 people. Kestrel Harbour is ISO certified.
2. Storage
Kestrel Vault stores files in Frankfurt. Kestrel Harbour holds the keys.
3. Support
Kestrel Harbour answers within a day.
`,
    product: 'Kestrel Vault',
    vendor: 'Kestrel Harbour Ltd.',
    version: '12',
    date: '2025-09-09',
  },
  'a policy of a company': {
    text: `Information Security Policy
Nemo Holdings Ltd.
January 2024

1. Purpose
This policy protects the information of the company.
2. Scope
It applies to all employees and contractors.
3. Roles
The Board approves this policy. Management enforces it.
`,
    product: undefined,
  },
  'the service has no name': {
    text: `Security Overview

1. Introduction
This document describes the security of our platform ("the Service").
2. Hosting
The Service runs on Amazon Web Services. Amazon Web Services is a cloud platform.
3. Authentication
We use Okta for staff. Okta is an identity service.
`,
    product: undefined,
  },
}
