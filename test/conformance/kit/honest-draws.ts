/** Three draws small enough to follow by hand: with everything in it, with drand, and without a possible roster. */
import { createHash } from 'node:crypto'
import type { InspectorRow, SeatRow, SheetRow } from '../../../commands/rules/draw/freeze.js'
import type { PaperDraw } from './paper-draw.js'

const firm = (n: number, stratum: string, weight = 1, recused: string[] = []): SheetRow => {
  return { firm: `F${String(n).padStart(2, '0')}`, stratum, weight, recused }
}
const inspector = (id: string, department: string, priorLoad = 0, tags: string[] = []): InspectorRow => {
  return { id, department, tags, capacity: 4, priorLoad, reason: null }
}
const onLeave = (id: string, department: string): InspectorRow => {
  return { ...inspector(id, department), capacity: 0, reason: 'leave' }
}
const seat = (name: string, department: string | null, tags: string[] = []): SeatRow => ({
  name,
  department,
  tags,
})

/** 12 firms, two strata of which one is weighted, recusals, joint seats, two witnesses, a number beacon, a replacement. */
export const SMALL: PaperDraw = {
  draw: 'CQ2026-003',
  plan: 'JH2026-01',
  items: ['SP-01', 'SP-07'],
  sheet: [
    firm(1, 'A'),
    firm(2, 'A', 1, ['Z101']),
    firm(3, 'A'),
    firm(4, 'A', 1, ['Z101', 'Z202']),
    firm(5, 'A'),
    firm(6, 'A', 1, ['Z103']),
    firm(7, 'A'),
    firm(8, 'B', 2),
    firm(9, 'B', 30, ['Z201']),
    firm(10, 'B', 5),
    firm(11, 'B', 3),
    firm(12, 'B', 1),
  ],
  excluded: [
    ['F90', 'cancelled'],
    ['F91', 'visited'],
  ],
  inspectors: [
    inspector('Z101', 'SC', 1),
    inspector('Z102', 'SC', 0, ['food']),
    inspector('Z103', 'SC', 2),
    onLeave('Z104', 'SC'),
    inspector('Z201', 'XF'),
    inspector('Z202', 'XF', 0, ['fire', '特种']),
    inspector('Z203', 'XF', 1),
  ],
  seats: [seat('市场监管', 'SC'), seat('消防', 'XF')],
  rules: { A: { ratio: [2, 5] }, B: { count: 2, weighted: true } },
  witnesses: [
    { person: 'P0007', text: '春江潮水连海平 🎲', at: '2026-03-10T01:12:03.250Z' },
    { person: 'P0008', text: '  42 is not a number I chose', at: '2026-03-10T01:14:40.000Z' },
  ],
  beacon: {
    announced: { kind: 'number', name: '福彩3D·2026-059', digits: 5, expected: '2026-03-10T13:15:00.000Z' },
    arrived: { kind: 'number', name: '福彩3D·2026-059', value: '04917' },
    at: '2026-03-10T13:40:00.000Z',
  },
  at: '2026-03-10T01:10:00.000Z',
  drawnAt: '2026-03-10T13:40:01.500Z',
  due: '2026-04-30',
  leavings: [
    {
      visit: 1,
      seat: 0,
      reason: 'illness',
      person: 'P0007',
      text: '换人，请大家看着',
      at: '2026-03-12T02:00:00.000Z',
    },
  ],
}

/** Round 1000 of drand's quicknet, as it was published. */
const SIGNATURE =
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
const QUICKNET = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'

/** The close is 30 s before the round's time, as the commit said: round 1000 was at 2023-08-23T15:59:24Z. */
export const DRAND: PaperDraw = {
  ...SMALL,
  draw: 'CQ2023-001',
  witnesses: [{ person: 'P0007', text: '看钻', at: '2023-08-23T15:58:53.000Z' }],
  beacon: {
    announced: { kind: 'drand', chain: QUICKNET, delay: 30 },
    arrived: {
      ...{ kind: 'drand', chain: QUICKNET, round: 1000 },
      value: createHash('sha256').update(Buffer.from(SIGNATURE, 'hex')).digest('hex'),
      signature: SIGNATURE,
    },
    at: '2023-08-23T15:59:27.400Z',
  },
  at: '2023-08-23T15:50:00.000Z',
  drawnAt: '2023-08-23T15:59:28.000Z',
  due: '2023-09-30',
  leavings: [],
}

/** Each firm has a lawful team by itself, but both drawn firms are open to Z1 alone, who can go once. */
export const IMPOSSIBLE: PaperDraw = {
  ...SMALL,
  draw: 'CQ2026-004',
  sheet: [firm(1, 'A', 1, ['Z2']), firm(2, 'A', 1, ['Z2']), firm(3, 'A', 1, ['Z2'])],
  excluded: [],
  inspectors: [{ ...inspector('Z1', 'SC'), capacity: 1 }, inspector('Z2', 'SC')],
  seats: [seat('市场监管', 'SC')],
  rules: { A: { count: 2 } },
  witnesses: [{ person: 'P0007', text: '两户一人', at: '2026-03-11T01:12:00.000Z' }],
  beacon: null,
  at: '2026-03-11T01:10:00.000Z',
  drawnAt: '2026-03-11T01:12:00.700Z',
  leavings: [
    { visit: 1, seat: 0, reason: 'vacant', person: 'P0008', text: '补位', at: '2026-03-12T02:00:00.000Z' },
    { visit: 0, seat: 0, reason: 'vacant', person: 'P0008', text: '再补', at: '2026-03-13T02:00:00.000Z' },
  ],
}
