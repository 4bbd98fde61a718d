#!/usr/bin/env python3
"""Runs the conformance kit on docs/verify/ssj_verify.py: python3 run_kit.py [folder of the kit].

Prints one JSON object {"ran": {kind: count}, "failures": [...]}; exit code 0 when nothing failed.
"""
import copy
import json
import os
import struct
import sys
import tempfile
from itertools import islice

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'docs', 'verify'))
sys.dont_write_bytecode = True

import ssj_verify as ssj  # noqa: E402


def bits(double):
    return struct.pack('>d', double).hex()


def double(text):
    return struct.unpack('>d', bytes.fromhex(text))[0]


def take(stream, count):
    return [bits(one) for one in islice(stream, count)]


# ---------------------------------------------------------------- parts

def seed_key(seed):
    """The RC4 key that seedrandom makes of a string, written from its description in the kit's README."""
    raw = seed.encode('utf-16-le', 'surrogatepass')
    units = [raw[i] | raw[i + 1] << 8 for i in range(0, len(raw), 2)]
    key, smear = [], 0
    for j, unit in enumerate(units):
        at = j & 255
        smear ^= (key[at] if at < len(key) else 0) * 19
        byte = smear + unit & 255
        if at < len(key):
            key[at] = byte
        else:
            key.append(byte)
    return bytes(key or [0]).decode('latin-1')


def run_seedrandom(given):
    key = seed_key(given['seed'])
    if key.encode('latin-1').hex() != given['key']:
        return 'another key'
    return take(ssj.doubles(key), 6)


def run_collision(given):
    return {name: take(ssj.doubles(seed_key(given[name])), 3) for name in 'ab'}


def run_refused(given):
    try:
        ssj.read_canonical((given['text'] + '\n').encode('utf-8'))
    except ssj.Mismatch:
        return 'refused'
    return 'accepted'


def run_sub(given):
    hashed = ssj.sub(given['seed'], *given['name'])
    return {'sub': hashed, 'doubles': take(ssj.doubles(hashed), 3)}


def run_ticket(given):
    tickets = ssj.tickets(given['seed'], max(given['rows']) + 1)
    return [bits(tickets[row]) for row in given['rows']]


def run_rank(given):
    sheet = [['F%d' % i, 'A', weight, ''] for i, weight in enumerate(given['weights'])]
    ranked = ssj.rank_stratum(given['rule'], list(range(len(sheet))), sheet, [double(one) for one in given['tickets']])
    return [index for _, index in ranked[:ssj.places(given['rule'], len(sheet))]]


def run_select(given):
    return ssj.select(given['seed'], given['rules'], [row + [''] for row in given['sheet']])[0]


def board(given):
    """A check that has come as far as the roster."""
    check = ssj.Check(b'')
    check.rows = {'inspectors': given['inspectors'], 'seats': given['seats']}
    check.proof = {'openings': [[firm, '', recused] for firm, recused in given['visits']]}
    check.seats, check.visits = given['seats'], len(given['visits'])
    check._find_lawful()
    return check


def run_roster(given):
    inspectors = given['inspectors']
    try:
        holders = ssj.draw_roster(given['seed'], board(given).can, [row[3] for row in inspectors],
                                  [row[4] for row in inspectors], len(given['visits']), len(given['seats']))
    except ssj.Infeasible:
        return None
    return [inspectors[i][0] for i in holders]


def run_refusal(given):
    try:
        board(given)._check_refusal(given['refusal'])
    except ssj.Mismatch:
        return False
    return True


def run_replacement(given):
    check = board(given)
    names = [row[0] for row in given['inspectors']]
    check.holders = [None if one is None else names.index(one) for one in given['holders']]
    check.counts = [check.holders.count(i) for i in range(len(names))]
    seed = ssj.H('dr1/replace', given['seed'], given['entry'], given['secret'], given['line'])
    menu, chosen = check._successor(seed, given['visit'], given['seat'])
    return {'menu': [names[i] for i in menu], 'inspector': None if chosen is None else names[chosen]}


UNITS = {
    'seedrandom': run_seedrandom,
    'collision': run_collision,
    'jcs': lambda given: {'jcs': ssj.jcs(given['value']), 'hash': ssj.sha256(ssj.jcs(given['value']))},
    'refused': run_refused,
    'sub': run_sub,
    'ticket': run_ticket,
    'count': lambda given: ssj.places(given['rule'], given['rows']),
    'rank': run_rank,
    'select': run_select,
    'roster': run_roster,
    'refusal': run_refusal,
    'replacement': run_replacement,
}


# ---------------------------------------------------------------- whole proofs

def apply(value, patch):
    root = {'value': copy.deepcopy(value)}
    for one in patch:
        *steps, last = ['value'] + [step.replace('~1', '/').replace('~0', '~') for step in one['path'].split('/')[1:]]
        parent = root
        for step in steps:
            parent = parent[int(step) if isinstance(parent, list) else step]
        if not isinstance(parent, list):
            if one['op'] == 'remove':
                del parent[last]
            else:
                parent[last] = one['value']
        elif one['op'] == 'remove':
            del parent[int(last)]
        elif one['op'] == 'replace':
            parent[int(last)] = one['value']
        else:
            parent.insert(len(parent) if last == '-' else int(last), one['value'])
    return root['value']


def edit(raw, changes):
    raw = bytes.fromhex(changes['whole']) if 'whole' in changes else raw[:changes.get('first')]
    if 'from' in changes:
        raw = raw.replace(changes['from'].encode(), changes['to'].encode(), 1)
    return bytes.fromhex(changes.get('before', '')) + raw + bytes.fromhex(changes.get('behind', ''))


def verify(raw):
    """@returns None, the section, or 'unreadable'."""
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, 'wb') as file:
            file.write(raw)
        result, section = ssj.verify(path)[:2]
    finally:
        os.remove(path)
    return result if result == 'unreadable' else section


def canonical(value):
    return (json.dumps(value, ensure_ascii=False, separators=(',', ':'), sort_keys=True) + '\n').encode('utf-8')


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, 'docs', 'conformance')
    ran, failures = {}, []

    def compare(kind, about, found, expected):
        ran[kind] = ran.get(kind, 0) + 1
        if found != expected:
            failures.append({'kind': kind, 'about': about, 'found': found, 'expected': expected})

    def load(name):
        with open(os.path.join(folder, name), 'rb') as file:
            return file.read()

    raw = {name: load(name + '.proof.json') for name in ('small', 'drand', 'impossible')}
    for name in raw:
        compare('proof', name, verify(raw[name]), None)
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.json') or name.endswith('.proof.json'):
            continue
        kit = json.loads(load(name).decode('utf-8'))
        kind = kit['kind']
        for vector in kit['vectors']:
            if kind in UNITS:
                compare(kind, vector['about'], UNITS[kind](vector['given']), vector['expected'])
            elif kind == 'file':
                compare(kind, vector['about'], verify(edit(raw['small'], vector['edit'])), vector['section'])
            else:
                proof = apply(json.loads(raw[vector['of']].decode('utf-8')), vector['patch'])
                compare(kind, vector['about'], verify(canonical(proof)), vector['section'])
    sys.stdout.write(json.dumps({'ran': ran, 'failures': failures}) + '\n')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
