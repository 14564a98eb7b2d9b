import { describe, expect, it } from 'vitest'
import { readLines } from '../../../helpers/read-facts.ts'

describe('numbers of somebody or something else', () => {
  it.each([
    [
      'incident.notification_time',
      'Incidents',
      'Customers must report suspected account compromise to us within 24 hours. We aim to notify customers of breaches within 36 hours.',
      ['within 36 hours = <=36 hour'],
    ],
    ['incident.notification_time', '事故', 'お客様は、漏えいに気付いたときは24時間以内に当社へ連絡してください。', []],
    ['incident.notification_time', '事故', '従業員は漏えいを1時間以内に責任者に報告します。', []],
    [
      'incident.notification_time',
      'Incidents',
      'We must notify customers of a breach within 24 hours.',
      ['within 24 hours = <=24 hour'],
    ],
    ['supplier.notice', 'Sub-processors', 'Sub-processors must notify us within 24 hours.', []],
    [
      'password.min_length',
      'Passwords',
      'Northgale staff passwords must have at least 16 characters; user passwords need at least 9.',
      ['at least 9 = >=9 character'],
    ],
    [
      'password.min_length',
      'パスワード',
      'パスワードは10文字以上です。当社の運用者のパスワードは16文字以上です。',
      ['10文字以上 = >=10 character'],
    ],
    [
      'maintenance.notice',
      '運用',
      '定期メンテナンスは7日前までに通知します。委託先を変更する場合は、30日前までに電子メールで通知します。',
      ['7日前まで = >=7 day'],
    ],
    [
      'rto',
      '復旧',
      '障害の平均復旧時間は2時間です。目標復旧時間は定めていません。',
      ['目標復旧時間は定めていません no'],
    ],
    [
      'sla.availability',
      'Availability',
      'AWS guarantees 99.99% for its regions. Our own target is 99.5%.',
      ['Our own target is 99.5% = 99.5 percent'],
    ],
  ])('are none of %s: %s: %s', (attribute, heading, body, lines) => {
    expect(readLines(attribute, heading, body)).toEqual(lines)
  })
})

describe('statements that there is no value', () => {
  it.each([
    [
      'password.expiry',
      'パスワード',
      'パスワードは8文字以上です。有効期限は設けておりません。',
      ['有効期限は設けておりません no'],
    ],
    ['log.operation.retention', 'Logs', 'Audit logs are never deleted.', ['Audit logs are never deleted no']],
    [
      'sla.availability',
      '稼働率',
      '99.5%以上を目標としています。SLAはございません。',
      ['99.5%以上 = >=99.5 percent', 'SLAはございません no'],
    ],
    ['password.expiry', 'パスワード', 'パスワードは8文字以上です。共有リンクの有効期限は設けておりません。', []],
    [
      'failure.notification_time',
      '障害',
      'サービスの停止については、検知から60分以内にステータスページで公表する。',
      ['検知から60分以内 = <=60 minute'],
    ],
    ['supplier.notice', '委託先', '株式会社コールリーフに委託しています。委託先では通話録音を180日間保存します。', []],
  ])('are facts of %s: %s: %s', (attribute, heading, body, lines) => {
    expect(readLines(attribute, heading, body)).toEqual(lines)
  })
})
