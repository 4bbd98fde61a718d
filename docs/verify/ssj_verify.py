#!/usr/bin/env python3
"""Independent check of a draw's proof (protocol dr1), written from the protocol text alone.

Python 3.8 or later, standard library only. Exit codes: 0 matches, 1 does not match,
2 missing, not JSON or unreachable.
"""
import argparse
import gzip
import hashlib
import http.client
import io
import json
import os
import re
import sys
import urllib.parse
import urllib.request
import zlib
from datetime import datetime, timedelta

MAX_INT = 2 ** 53 - 1
ZEROS = '0' * 64
DAY_MS = 24 * 60 * 60 * 1000
HEX64 = re.compile(r'[0-9a-f]{64}')
SALT = re.compile(r'[0-9a-f]{32}')
IDENTIFIER = re.compile(r'[^\x00-\x20\x7f,]{1,64}')
STRATUM = re.compile(r'[A-Za-z0-9._-]{1,32}')
INSTANT = re.compile(r'[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z')
DAY = re.compile(r'[0-9]{4}-[0-9]{2}-[0-9]{2}')


class Mismatch(Exception):
    """The proof was read, and a rule of the protocol does not hold."""


class Unreadable(Exception):
    """There is no proof to judge: missing, unreachable or not JSON."""


def need(holds, reason, *values):
    if not holds:
        raise Mismatch(reason % values if values else reason)


# ---------------------------------------------------------------- §0 canonical JSON and hashes

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(',', ':'), sort_keys=True)


def jcs(value):
    """RFC 8785 text of a value without fractions and with ASCII keys."""
    return _encoder.encode(value)


def sha256(text):
    return hashlib.sha256(text.encode('utf-8')).hexdigest()


def H(*parts):
    return sha256(jcs(list(parts)))


class StrictJson:
    """Parses JSON and keeps the first thing in it that is JSON but that §0 refuses."""

    def __init__(self):
        self.fault = None
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._pairs, parse_int=self._int, parse_float=self._float,
            parse_constant=self._constant)

    def parse(self, text):
        """Raises ValueError when the text is not JSON, RecursionError when it is nested without end."""
        self.fault = None
        return self._decoder.decode(text)

    def _refuse(self, fault):
        self.fault = self.fault or fault

    def _pairs(self, pairs):
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            self._refuse('有重复的键 %s' % quote(next(key for key in keys if keys.count(key) > 1)))
        for key in found:
            if not key.isascii():
                self._refuse('键 %s 不是 ASCII' % quote(key))
        return found

    def _int(self, digits):
        if len(digits) > 17 or abs(int(digits)) > MAX_INT:
            self._refuse('整数 %s 超出 ±(2^53−1)' % digits[:40])
            return 0
        return int(digits)

    def _float(self, digits):
        self._refuse('数 %s 不是整数写法' % digits[:40])
        return 0

    @staticmethod
    def _constant(name):
        raise ValueError(name)


def read_canonical(raw):
    """The value of a file that is canonical JSON and one line feed."""
    try:
        text = raw.decode('utf-8')
    except UnicodeDecodeError:
        raise Unreadable('文件不是 UTF-8 文本')
    reader = StrictJson()
    try:
        value = reader.parse(text[1:] if text.startswith('\ufeff') else text)
    except ValueError:
        raise Unreadable('文件不是完整的 JSON')
    need(not text.startswith('\ufeff'), '文件以字节顺序标记(BOM)开头')
    need(reader.fault is None, reader.fault)
    try:
        same = (jcs(value) + '\n').encode('utf-8') == raw
    except UnicodeEncodeError:
        raise Mismatch('字符串中有孤立代理，不是合法的 Unicode')
    need(same, '内容是 JSON，但不是规范形式(RFC 8785)加一个换行')
    return value


def quote(text):
    """A value of the file inside a message: short, on one line, always printable."""
    shown = json.dumps(text, ensure_ascii=False).encode('utf-8', 'backslashreplace').decode('utf-8')
    return shown if len(shown) <= 90 else shown[:90] + '…'


# ---------------------------------------------------------------- keys and types

class Maybe:
    def __init__(self, shape):
        self.shape = shape


class OneOf:
    def __init__(self, *shapes):
        self.shapes = shapes


class MapOf:
    def __init__(self, shape):
        self.shape = shape


class Exactly:
    def __init__(self, value):
        self.value = value


TYPE_NAMES = {str: '字符串', int: '整数', bool: 'true 或 false', dict: '对象'}


def fit(value, shape, path):
    """Refuses a missing key, a key that the protocol does not name, and a wrong type.

    A path is (outer path or None, step).
    """
    if isinstance(shape, type):
        if type(value) is not shape:
            raise Mismatch('%s 应是%s' % (spell(path), TYPE_NAMES[shape]))
    elif isinstance(shape, tuple):
        _fit_array(value, shape, path)
    elif isinstance(shape, Maybe):
        if value is not None:
            fit(value, shape.shape, path)
    elif isinstance(shape, list):
        if type(value) is not list:
            raise Mismatch('%s 应是数组' % spell(path))
        for at, one in enumerate(value):
            fit(one, shape[0], (path, at))
    elif isinstance(shape, dict):
        _fit_object(value, shape, path)
    elif isinstance(shape, MapOf):
        fit(value, dict, path)
        for key, one in value.items():
            fit(one, shape.shape, (path, key))
    elif isinstance(shape, Exactly):
        same = type(value) is type(shape.value) and value == shape.value
        need(same, '%s 只能是 %s', spell(path), jcs(shape.value))
    else:
        known = any(fits(value, one) for one in shape.shapes)
        need(known, '%s 的键或类型不是协议所列的任何一种', spell(path))


def _fit_array(value, shape, path):
    if type(value) is not list or len(value) != len(shape):
        raise Mismatch('%s 应是 %d 项的数组' % (spell(path), len(shape)))
    for at, one in enumerate(shape):
        fit(value[at], one, (path, at))


def _fit_object(value, shape, path):
    fit(value, dict, path)
    for key in shape:
        need(key in value, '%s 缺少键 %s', spell(path), key)
    for key in value:
        need(key in shape, '%s 有协议没有的键 %s', spell(path), quote(key))
    for key, one in shape.items():
        fit(value[key], one, (path, key))


def spell(path):
    outer, step = path
    if outer is None:
        return step
    return spell(outer) + ('[%d]' % step if type(step) is int else '.' + step)


def fits(value, shape):
    try:
        fit(value, shape, (None, ''))
        return True
    except Mismatch:
        return False


WEIGHTED = Exactly(True)
WITNESS = {'person': str, 'text': str, 'line': str}
COMMIT = {
    'protocol': str, 'draw': str, 'plan': str, 'planHash': str, 'nth': int, 'reason': Maybe(str), 'items': [str],
    'sheet': str, 'excluded': str, 'inspectors': str, 'seats': str,
    'rules': MapOf(OneOf({'ratio': (int, int)}, {'ratio': (int, int), 'weighted': WEIGHTED},
                         {'count': int}, {'count': int, 'weighted': WEIGHTED})),
    'secret': str, 'saltKey': str, 'witnesses': int,
    'beacon': Maybe(OneOf({'kind': Exactly('drand'), 'chain': str, 'delay': int},
                          {'kind': Exactly('number'), 'name': str, 'digits': int, 'expected': str})),
    'due': str, 'opens': Maybe(str), 'previous': Maybe(str), 'registry': {'n': int, 'hash': str}, 'at': str,
}
# A text, or the hash of one that a proof would be too big with.
FILE = OneOf(str, {'sha256': str})
PROOF = {
    'protocol': str, 'commit': COMMIT,
    'files': {'sheet': FILE, 'excluded': FILE, 'inspectors': FILE, 'seats': FILE},
    'witnesses': [WITNESS],
    'beacon': Maybe(OneOf({'kind': Exactly('number'), 'name': str, 'value': str},
                          {'kind': Exactly('drand'), 'chain': str, 'round': int, 'value': str, 'signature': str})),
    'secret': str, 'seed': str, 'selected': [(str, int, int, str)], 'openings': [(str, str, [str])],
    'roster': Maybe([(str, str, str)]), 'refusal': Maybe({'seats': [int], 'inspectors': [str], 'room': int}),
    'replacements': [{'visit': int, 'seat': int, 'leaver': Maybe(str), 'entry': int, 'secret': str,
                      'witness': WITNESS, 'inspector': Maybe(str)}],
    'ledger': {'entries': [{'n': int, 'at': str, 'kind': str, 'actor': str, 'body': str, 'prev': str, 'hash': str}],
               'bodies': MapOf(dict)},
}
BODIES = {
    'draw.committed': {'draw': str, 'commit': str},
    'draw.witnessed': {'draw': str, 'line': str, 'last': bool},
    'draw.beacon': {'draw': str, 'value': str, 'confirmedBy': Maybe(str)},
    'draw.drawn': {'draw': str, 'secret': str, 'seed': str, 'result': str},
    'visit.leaving': {'draw': str, 'visit': int, 'seat': int, 'leaver': Maybe(str), 'reason': str, 'evidence': str,
                      'secret': str},
    'visit.replaced': {'draw': str, 'entry': int, 'secret': str, 'inspector': Maybe(str)},
}
ROWS = {
    'sheet': (str, str, int, str),
    'excluded': (str, str),
    'inspectors': (str, str, [str], int, int, Maybe(str)),
    'seats': (str, Maybe(str), [str]),
}


# ---------------------------------------------------------------- small rules of §0

def decides(kind):
    """Kinds that the protocol does not name, such as a firm that has gone, stand in the chain and decide nothing."""
    return kind.startswith('draw.') or kind in BODIES


def need_hex(text, where):
    need(HEX64.fullmatch(text), '%s 应是 64 位小写十六进制', where)


def need_identifier(text, where):
    if not IDENTIFIER.fullmatch(text):
        raise Mismatch('%s 的编号 %s 不合规定' % (where, quote(text)))


def need_sorted(keys, where):
    # Code points sort exactly as UTF-8 bytes do.
    for before, after in zip(keys, keys[1:]):
        if before >= after:
            raise Mismatch('%s 未按升序排列或有重复：%s 之后是 %s' % (where, quote(before), quote(after)))


def millis(instant, where):
    """Milliseconds since 1970 of a UTC instant in the one form of §0."""
    need(INSTANT.fullmatch(instant), '%s 的时刻 %s 写法不对', where, quote(instant))
    try:
        moment = datetime.strptime(instant, '%Y-%m-%dT%H:%M:%S.%fZ')
    except ValueError:
        raise Mismatch('%s 的时刻 %s 不存在' % (where, quote(instant)))
    return (moment - datetime(1970, 1, 1)) // timedelta(milliseconds=1)


def need_day(day, where):
    try:
        sound = DAY.fullmatch(day) and datetime.strptime(day, '%Y-%m-%d')
    except ValueError:
        sound = False
    need(sound, '%s 的日期 %s 不对', where, quote(day))


# ---------------------------------------------------------------- §4 random numbers

def sub(seed, *name):
    return H('dr1/sub', seed, *name)


def doubles(key):
    """Endless doubles in [0, 1) of RC4 keyed with ASCII text, as seedrandom 3.0.5 makes them."""
    state = list(range(256))
    width = len(key)
    codes = [ord(letter) for letter in key]
    j = 0
    for i in range(256):
        t = state[i]
        j = (j + codes[i % width] + t) & 255
        state[i] = state[j]
        state[j] = t
    stream = _bytes(state)
    for _ in range(256):
        next(stream)
    while True:
        n = 0
        for _ in range(6):
            n = n << 8 | next(stream)
        d, x = 1 << 48, 0
        while n < 1 << 52:
            n = (n + x) << 8
            d <<= 8
            x = next(stream)
        while n >= 1 << 53:
            n >>= 1
            d >>= 1
            x >>= 1
        yield (n + x) / d


def _bytes(state):
    i = j = 0
    while True:
        i = (i + 1) & 255
        t = state[i]
        j = (j + t) & 255
        s = state[i] = state[j]
        state[j] = t
        yield state[(s + t) & 255]


def tickets(seed, count):
    found = []
    for chunk in range((count + 255) // 256):
        stream = doubles(sub(seed, 'ticket', chunk))
        found.extend(next(stream) for _ in range(min(256, count - 256 * chunk)))
    return found


# ---------------------------------------------------------------- §5 firms

def places(rule, rows):
    """How many of a stratum's rows are drawn."""
    if 'count' in rule:
        return min(rule['count'], rows)
    p, q = rule['ratio']
    return min(-(-rows * p // q), rows)


def rank_stratum(rule, indexes, sheet, ticket):
    """All candidates of one stratum as (key, index), best first; certain rows have key 0."""
    if not rule.get('weighted'):
        return sorted((ticket[index], index) for index in indexes)
    weight = {index: sheet[index][2] for index in indexes}
    total, m = sum(weight.values()), places(rule, len(indexes))
    ranked = []
    while m:
        certain = [index for index in weight if m * weight[index] >= total]
        if not certain:
            break
        for index in certain:
            ranked.append((0.0, index))
            total -= weight.pop(index)
        m -= len(certain)
    if m:
        for index, one in weight.items():
            u, a = ticket[index], m * one
            ranked.append(((u * (total - a)) / ((1 - u) * a), index))
    return sorted(ranked)


def select(seed, rules, sheet):
    """@returns the selected rows of §9, and {index: (ticket, key, rank or None)} for those who want to look."""
    ticket = tickets(seed, len(sheet))
    strata = {}
    for index, row in enumerate(sheet):
        strata.setdefault(row[1], []).append(index)
    selected, looks = [], {}
    for stratum in sorted(strata):
        rule, indexes = rules[stratum], strata[stratum]
        n = places(rule, len(indexes))
        ranked = rank_stratum(rule, indexes, sheet, ticket)
        for rank, (key, index) in enumerate(ranked, 1):
            looks[index] = (key, rank)
            if rank <= n:
                selected.append([stratum, rank, index, sheet[index][0]])
        for index in indexes:
            looks[index] = (ticket[index],) + looks.get(index, (None, None))
    return selected, looks


# ---------------------------------------------------------------- §6 inspectors

class Infeasible(Exception):
    """No lawful full roster exists."""


class Balance:
    """A lawful roster of least Σ (priorLoad + seats held)², grown seat by seat, kept optimal while seats are fixed.

    It is a flow from seats through (visit, inspector) pairs to inspectors and on to a sink with convex costs. Sets of
    visits are bit masks, one for each row of seats, so that one search handles all seats of a row at once.
    """

    def __init__(self, can, capacity, prior, rows):
        """can[i][k]: the visits in whose seat row k inspector i may sit."""
        self.can, self.capacity, self.rows = can, capacity, range(rows)
        self.load = list(prior)
        self.count = [0] * len(can)
        self.held = [[0] * rows for _ in can]
        self.free = [0] * rows
        self.holder = [{} for _ in self.rows]
        self.part, self.part_of, self.group = self._parts()
        self.levels = {}
        for i in range(len(can)):
            self._enter_level(i)

    def _parts(self):
        """Rows and inspectors fall into parts that never exchange anybody.

        @returns each row's part, each inspector's part or None, and for each row the inspectors of its part.
        """
        part = list(self.rows)
        mine = [[k for k in self.rows if masks[k]] for masks in self.can]
        for rows in mine:
            joined = {part[k] for k in rows}
            part = [min(joined) if one in joined else one for one in part]
        part_of = [part[rows[0]] if rows else None for rows in mine]
        return part, part_of, [[i for i, other in enumerate(part_of) if other == one] for one in part]

    def _enter_level(self, i):
        if self.count[i] < self.capacity[i]:
            self.levels.setdefault((self.part_of[i], self.load[i]), set()).add(i)

    def _leave_level(self, i):
        if self.count[i] < self.capacity[i]:
            level = self.levels[self.part_of[i], self.load[i]]
            level.remove(i)
            if not level:
                del self.levels[self.part_of[i], self.load[i]]

    def _sit(self, k, v, i):
        self._leave_level(i)
        self.held[i][k] |= 1 << v
        self.holder[k][v] = i
        self.count[i] += 1
        self.load[i] += 1
        self._enter_level(i)

    def _rise(self, k, v):
        i = self.holder[k].pop(v)
        self._leave_level(i)
        self.held[i][k] ^= 1 << v
        self.count[i] -= 1
        self.load[i] -= 1
        self._enter_level(i)
        return i

    def _used(self, i):
        mask = 0
        for one in self.held[i]:
            mask |= one
        return mask

    def add(self, k, v):
        """Seats one more at least cost: the path ends at the lowest load that can be reached."""
        self.free[k] |= 1 << v
        search = _Search(self)
        group = self.group[k]
        direct = [i for i in group if self.can[i][k] >> v & 1 and not self._used(i) >> v & 1]
        part = self.part[k]
        for load in sorted(load for one, load in self.levels if one == part):
            level = self.levels[part, load]
            for i in direct:
                if i in level:
                    return self._sit(k, v, i)
            search.start(level)
            search.spread(group, False)
            if search.seats[k] >> v & 1:
                return self._follow(search, k, v, search.taker(k, v))
        raise Infeasible()

    def menu(self, k, v):
        """All who may hold this seat in a least-cost roster that keeps the fixed seats: zero-cost cycles through it."""
        now = self.holder[k][v]
        self.free[k] ^= 1 << v
        search = _Search(self)
        search.start([now])
        for other in self.rows:
            search.reach_seats(other, self.can[now][other] & self.free[other] & 1 << v, now)
        candidates = [i for i in self.group[k] if self.can[i][k] >> v & 1]
        taken = {self.holder[other][v]: other for other in self.rows if v in self.holder[other]}

        def in_reach(i):
            return bool(search.seats[taken[i]] >> v & 1) if i in taken else i in search.ways
        search.spread(self.group[k], True, lambda: all(i == now or in_reach(i) for i in candidates))
        return [i for i in candidates if i == now or in_reach(i)], search

    def fix(self, k, v, i, search):
        """Gives the seat, taken out by menu(), to i for good."""
        if i != self.holder[k][v]:
            self._rise(k, v)
            self._follow(search, k, v, i)

    def _follow(self, search, k, v, i):
        """Carries out a found path that begins with seat (k, v), now empty, taking inspector i."""
        while True:
            swapped = next((other for other in self.rows if self.held[i][other] >> v & 1), None)
            if swapped is not None:
                self._rise(swapped, v)
                self._sit(k, v, i)
                k = swapped
            else:
                self._sit(k, v, i)
                way = search.ways[i]
                while way is not None and way[0] is None:
                    way = search.ways[way[1]]
                if way is None:
                    return
                k, v = way
                self._rise(k, v)
            i = search.taker(k, v)


class _Search:
    """Backwards along residual arcs of zero cost: who and which free seats can reach the start."""

    def __init__(self, balance):
        self.balance = balance
        self.seats = [0] * len(balance.rows)
        self.events = [[] for _ in balance.rows]
        # How an inspector who takes one more passes it on: None at the start, (row, visit) of the seat given up,
        # or (None, j) where j, one seat higher, gives one up instead.
        self.ways = {}
        self.queue = []

    def start(self, inspectors):
        for i in inspectors:
            if i not in self.ways:
                self._reach(i, None)

    def _reach(self, i, way):
        self.ways[i] = way
        self.queue.append(i)

    def reach_seats(self, k, mask, i):
        mask &= ~self.seats[k]
        if mask:
            self.seats[k] |= mask
            self.events[k].append((mask, i))

    def taker(self, k, v):
        """Whom a reached seat takes instead."""
        return next(i for mask, i in self.events[k] if mask >> v & 1)

    def spread(self, group, level_arcs, enough=None):
        while True:
            while self.queue:
                self._expand(self.queue.pop(), level_arcs)
            if (enough and enough()) or not self._pull(group):
                return

    def _expand(self, i, level_arcs):
        balance = self.balance
        can, used = balance.can[i], balance._used(i)
        for k in balance.rows:
            self.reach_seats(k, can[k] & balance.free[k] & ~used, i)
        if level_arcs and balance.count[i]:
            for j in balance.levels.get((balance.part_of[i], balance.load[i] - 1), ()):
                if j not in self.ways:
                    self._reach(j, (None, i))

    def _pull(self, group):
        """Holders of reached seats can give them up; free seats of the same visit may take such a holder over."""
        balance, moved = self.balance, False
        for i in group:
            held = balance.held[i]
            for k in balance.rows:
                hit = held[k] & self.seats[k]
                if not hit:
                    continue
                if i not in self.ways:
                    self._reach(i, (k, (hit & -hit).bit_length() - 1))
                    moved = True
                for other in balance.rows:
                    more = balance.can[i][other] & hit & balance.free[other] & ~self.seats[other]
                    if more:
                        self.reach_seats(other, more, i)
                        moved = True
        return moved


def draw_roster(seed, can, capacity, prior, visits, rows):
    """@returns for each seat q = visit·rows + row the index of its inspector. Raises Infeasible."""
    balance = Balance(can, capacity, prior, rows)
    count = visits * rows
    for q in range(count):
        balance.add(q % rows, q // rows)
    cost = sum(load * load for load in balance.load)
    order = list(range(count))
    stream = doubles(sub(seed, 'roster/order'))
    for i in range(count - 1, 0, -1):
        j = int(next(stream) * (i + 1))
        order[i], order[j] = order[j], order[i]
    stream = doubles(sub(seed, 'roster/pick'))
    for q in order:
        v, k = divmod(q, rows)
        menu, search = balance.menu(k, v)
        balance.fix(k, v, menu[int(next(stream) * len(menu))], search)
    assert cost == sum(load * load for load in balance.load)
    return [balance.holder[q % rows][q // rows] for q in range(count)]


# ---------------------------------------------------------------- §3 drand: BLS12-381, signatures on G1 (RFC 9380)

CHAINS = {
    # quicknet, scheme bls-unchained-g1-rfc9380
    '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971': {
        'genesis': 1692803367,
        'period': 3,
        'key': '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451'
               '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
    },
}
P = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab
ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001
X = 0xd201000000010000  # absolute value of the curve's (negative) parameter
DST = b'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'
G2 = ((0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8,
       0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e),
      (0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801,
       0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be))
# The simplified SWU map to the curve y² = x³ + Ax + B and its 11-isogeny to G1's curve: RFC 9380, 8.8.1 and E.2.
SWU_A = 0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d
SWU_B = 0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0
SWU_Z = 11
# Coefficients of its x numerator, x denominator, y numerator and y denominator, lowest power first.
ISOGENY = [[int(one, 16) for one in polynomial.split()] for polynomial in (
    '''
    11a05f2b1e833340b809101dd99815856b303e88a2d7005ff2627b56cdb4e2c85610c2d5f2e62d6eaeac1662734649b7
    17294ed3e943ab2f0588bab22147a81c7c17e75b2f6a8417f565e33c70d1e86b4838f2a6f318c356e834eef1b3cb83bb
    0d54005db97678ec1d1048c5d10a9a1bce032473295983e56878e501ec68e25c958c3e3d2a09729fe0179f9dac9edcb0
    1778e7166fcc6db74e0609d307e55412d7f5e4656a8dbf25f1b33289f1b330835336e25ce3107193c5b388641d9b6861
    0e99726a3199f4436642b4b3e4118e5499db995a1257fb3f086eeb65982fac18985a286f301e77c451154ce9ac8895d9
    1630c3250d7313ff01d1201bf7a74ab5db3cb17dd952799b9ed3ab9097e68f90a0870d2dcae73d19cd13c1c66f652983
    0d6ed6553fe44d296a3726c38ae652bfb11586264f0f8ce19008e218f9c86b2a8da25128c1052ecaddd7f225a139ed84
    17b81e7701abdbe2e8743884d1117e53356de5ab275b4db1a682c62ef0f2753339b7c8f8c8f475af9ccb5618e3f0c88e
    080d3cf1f9a78fc47b90b33563be990dc43b756ce79f5574a2c596c928c5d1de4fa295f296b74e956d71986a8497e317
    169b1f8e1bcfa7c42e0c37515d138f22dd2ecb803a0c5c99676314baf4bb1b7fa3190b2edc0327797f241067be390c9e
    10321da079ce07e272d8ec09d2565b0dfa7dccdde6787f96d50af36003b14866f69b771f8c285decca67df3f1605fb7b
    06e08c248e260e70bd1e962381edee3d31d79d7e22c837bc23c0bf1bc24c6b68c24b1b80b64d391fa9c8ba2e8ba2d229
    ''',
    '''
    08ca8d548cff19ae18b2e62f4bd3fa6f01d5ef4ba35b48ba9c9588617fc8ac62b558d681be343df8993cf9fa40d21b1c
    12561a5deb559c4348b4711298e536367041e8ca0cf0800c0126c2588c48bf5713daa8846cb026e9e5c8276ec82b3bff
    0b2962fe57a3225e8137e629bff2991f6f89416f5a718cd1fca64e00b11aceacd6a3d0967c94fedcfcc239ba5cb83e19
    03425581a58ae2fec83aafef7c40eb545b08243f16b1655154cca8abc28d6fd04976d5243eecf5c4130de8938dc62cd8
    13a8e162022914a80a6f1d5f43e7a07dffdfc759a12062bb8d6b44e833b306da9bd29ba81f35781d539d395b3532a21e
    0e7355f8e4e667b955390f7f0506c6e9395735e9ce9cad4d0a43bcef24b8982f7400d24bc4228f11c02df9a29f6304a5
    0772caacf16936190f3e0c63e0596721570f5799af53a1894e2e073062aede9cea73b3538f0de06cec2574496ee84a3a
    14a7ac2a9d64a8b230b3f5b074cf01996e7f63c21bca68a81996e1cdf9822c580fa5b9489d11e2d311f7d99bbdcc5a5e
    0a10ecf6ada54f825e920b3dafc7a3cce07f8d1d7161366b74100da67f39883503826692abba43704776ec3a79a1d641
    095fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a
    000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
    ''',
    '''
    090d97c81ba24ee0259d1f094980dcfa11ad138e48a869522b52af6c956543d3cd0c7aee9b3ba3c2be9845719707bb33
    134996a104ee5811d51036d776fb46831223e96c254f383d0f906343eb67ad34d6c56711962fa8bfe097e75a2e41c696
    00cc786baa966e66f4a384c86a3b49942552e2d658a31ce2c344be4b91400da7d26d521628b00523b8dfe240c72de1f6
    01f86376e8981c217898751ad8746757d42aa7b90eeb791c09e4a3ec03251cf9de405aba9ec61deca6355c77b0e5f4cb
    08cc03fdefe0ff135caf4fe2a21529c4195536fbe3ce50b879833fd221351adc2ee7f8dc099040a841b6daecf2e8fedb
    16603fca40634b6a2211e11db8f0a6a074a7d0d4afadb7bd76505c3d3ad5544e203f6326c95a807299b23ab13633a5f0
    04ab0b9bcfac1bbcb2c977d027796b3ce75bb8ca2be184cb5231413c4d634f3747a87ac2460f415ec961f8855fe9d6f2
    0987c8d5333ab86fde9926bd2ca6c674170a05bfe3bdd81ffd038da6c26c842642f64550fedfe935a15e4ca31870fb29
    09fc4018bd96684be88c9e221e4da1bb8f3abd16679dc26c1e8b6e6a1f20cabe69d65201c78607a360370e577bdba587
    0e1bba7a1186bdb5223abde7ada14a23c42a0ca7915af6fe06985e7ed1e4d43b9b3f7055dd4eba6f2bafaaebca731c30
    19713e47937cd1be0dfd0b8f1d43fb93cd2fcbcb6caf493fd1183e416389e61031bf3a5cce3fbafce813711ad011c132
    18b46a908f36f6deb918c143fed2edcc523559b8aaf0c2462e6bfe7f911f643249d9cdf41b44d606ce07c8a4d0074d8e
    0b182cac101b9399d155096004f53f447aa7b12a3426b08ec02710e807b4633f06c851c1919211f20d4c04f00b971ef8
    0245a394ad1eca9b72fc00ae7be315dc757b3b080d4c158013e6632d3c40659cc6cf90ad1c232a6442d9d3f5db980133
    05c129645e44cf1102a159f748c4a3fc5e673d81d7e86568d9ab0f5d396a7ce46ba1049b6579afb7866b1e715475224b
    15e6be4e990f03ce4ea50b3b42df2eb5cb181d8f84965a3957add4fa95af01b2b665027efec01c7704b456be69c8b604
    ''',
    '''
    16112c4c3a9c98b252181140fad0eae9601a6de578980be6eec3232b5be72e7a07f3688ef60c206d01479253b03663c1
    1962d75c2381201e1a0cbd6c43c348b885c84ff731c4d59ca4a10356f453e01f78a4260763529e3532f6102c2e49a03d
    058df3306640da276faaae7d6e8eb15778c4855551ae7f310c35a5dd279cd2eca6757cd636f96f891e2538b53dbf67f2
    16b7d288798e5395f20d23bf89edb4d1d115c5dbddbcd30e123da489e726af41727364f2c28297ada8d26d98445f5416
    0be0e079545f43e4b00cc912f8228ddcc6d19c9f0f69bbb0542eda0fc9dec916a20b15dc0fd2ededda39142311a5001d
    08d9e5297186db2d9fb266eaac783182b70152c65550d881c5ecd87b6f0f5a6449f38db9dfa9cce202c6477faaf9b7ac
    166007c08a99db2fc3ba8734ace9824b5eecfdfa8d0cf8ef5dd365bc400a0051d5fa9c01a58b1fb93d1a1399126a775c
    16a3ef08be3ea7ea03bcddfabba6ff6ee5a4375efa1f4fd7feb34fd206357132b920f5b00801dee460ee415a15812ed9
    1866c8ed336c61231a1be54fd1d74cc4f9fb0ce4c6af5920abc5750c4bf39b4852cfe2f7bb9248836b233d9d55535d4a
    167a55cda70a6e1cea820597d94a84903216f763e13d87bb5308592e7ea7d4fbc7385ea3d529b35e346ef48bb8913f55
    04d2f259eea405bd48f010a01ad2911d9c6dd039bb61a6290e591b36e636a5c871a5c29f4f83060400f8b49cba8f6aa8
    0accbb67481d033ff5852c1e48c50c477f94ff8aefce42d28c0f9a88cea7913516f968986f7ebbea9684b529e2561092
    0ad6b9514c767fe3c3613144b45f1496543346d98adf02267d5ceef9a00d9b8693000763e3b90ac11e99b138573345cc
    02660400eb2e4f3b628bdd0d53cd76f2bf565b94e72927c1cb748df27942480e420517bd8714cc80d1fadc1326ed06f7
    0e0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f
    000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
    ''',
)]


class Fp:
    """The curve's arithmetic over the prime field: numbers."""

    @staticmethod
    def add(a, b):
        return (a + b) % P

    @staticmethod
    def sub(a, b):
        return (a - b) % P

    @staticmethod
    def mul(a, b):
        return a * b % P

    @staticmethod
    def inv(a):
        return pow(a, P - 2, P)


class Fp2:
    """The same over its quadratic extension, u² = −1: pairs."""

    @staticmethod
    def add(a, b):
        return ((a[0] + b[0]) % P, (a[1] + b[1]) % P)

    @staticmethod
    def sub(a, b):
        return ((a[0] - b[0]) % P, (a[1] - b[1]) % P)

    @staticmethod
    def mul(a, b):
        return ((a[0] * b[0] - a[1] * b[1]) % P, (a[0] * b[1] + a[1] * b[0]) % P)

    @staticmethod
    def inv(a):
        norm = Fp.inv(a[0] * a[0] + a[1] * a[1])
        return (a[0] * norm % P, -a[1] * norm % P)


def _slope(F, a, b):
    """Slope of the line through two points, or of the tangent; None when it is vertical."""
    if a[0] != b[0]:
        return F.mul(F.sub(b[1], a[1]), F.inv(F.sub(b[0], a[0])))
    if a[1] != b[1]:
        return None
    square = F.mul(a[0], a[0])
    return F.mul(F.add(square, F.add(square, square)), F.inv(F.add(a[1], a[1])))


def _sum(F, a, b):
    """Sum of two points of a curve y² = x³ + c; None is the point at infinity."""
    if a is None or b is None:
        return a or b
    slope = _slope(F, a, b)
    if slope is None:
        return None
    x = F.sub(F.sub(F.mul(slope, slope), a[0]), b[0])
    return x, F.sub(F.mul(slope, F.sub(a[0], x)), a[1])


def _times(F, n, point):
    total = None
    for bit in bin(n)[2:]:
        total = _sum(F, total, total)
        if bit == '1':
            total = _sum(F, total, point)
    return total


def _root(a):
    """A square root modulo P, or None."""
    root = pow(a, (P + 1) // 4, P)
    return root if root * root % P == a % P else None


def _root2(a):
    """A square root of a pair with a[1] ≠ 0, or None."""
    length = _root(a[0] * a[0] + a[1] * a[1])
    if length is None:
        return None
    half = (P + 1) // 2
    for real in (_root((a[0] + length) * half), _root((a[0] - length) * half)):
        if real:
            return real, a[1] * half * Fp.inv(real) % P
    return None


def _unpack(data):
    """A compressed point of G1 (48 bytes) or G2 (96 bytes), or None when it is none."""
    flags, numbers = data[0] >> 5, []
    for at in range(0, len(data), 48):
        numbers.append(int.from_bytes(data[at:at + 48], 'big'))
    numbers[0] &= (1 << 381) - 1
    if not flags & 4 or flags & 2 or max(numbers) >= P:
        return None
    if len(numbers) == 1:
        x = numbers[0]
        y = _root(x * x * x + 4)
        return y and (x, y if (y > P // 2) == bool(flags & 1) else P - y)
    x = (numbers[1], numbers[0])
    y = _root2(Fp2.add(Fp2.mul(x, Fp2.mul(x, x)), (4, 4)))
    return y and (x, y if (y[1] > P // 2) == bool(flags & 1) else Fp2.sub((0, 0), y))


def _expand(message, length):
    """expand_message_xmd of RFC 9380, 5.3.1, with SHA-256."""
    suffix = DST + bytes([len(DST)])
    first = hashlib.sha256(bytes(64) + message + length.to_bytes(2, 'big') + b'\0' + suffix).digest()
    block = hashlib.sha256(first + b'\1' + suffix).digest()
    out = block
    for number in range(2, length // 32 + 1):
        mixed = bytes(a ^ b for a, b in zip(first, block))
        block = hashlib.sha256(mixed + bytes([number]) + suffix).digest()
        out += block
    return out


def _map_to_curve(u):
    """Simplified SWU (RFC 9380, 6.6.2), then the isogeny."""
    t = SWU_Z * u * u % P
    bottom = (t * t + t) % P
    x = (-SWU_B * Fp.inv(SWU_A) * (1 + Fp.inv(bottom)) if bottom else SWU_B * Fp.inv(SWU_Z * SWU_A)) % P
    y = _root(x * x * x + SWU_A * x + SWU_B)
    if y is None:
        x = t * x % P
        y = _root(x * x * x + SWU_A * x + SWU_B)
    if y & 1 != u & 1:
        y = P - y
    x_num, x_den, y_num, y_den = (sum(c * pow(x, e, P) for e, c in enumerate(one)) for one in ISOGENY)
    return x_num * Fp.inv(x_den) % P, y * y_num * Fp.inv(y_den) % P


def _hash_to_g1(message):
    data = _expand(message, 128)
    a, b = (_map_to_curve(int.from_bytes(data[at:at + 64], 'big') % P) for at in (0, 64))
    return _times(Fp, X + 1, _sum(Fp, a, b))


def _mul12(a, b):
    """Product in Fp12 = Fp2[w] / (w⁶ − (1 + u)): six pairs each."""
    real, imaginary = [0] * 12, [0] * 12
    for i, (a0, a1) in enumerate(a):
        if a0 or a1:
            for j, (b0, b1) in enumerate(b, i):
                real[j] += a0 * b0 - a1 * b1
                imaginary[j] += a0 * b1 + a1 * b0
    return [((real[i] + real[i + 6] - imaginary[i + 6]) % P, (imaginary[i] + real[i + 6] + imaginary[i + 6]) % P)
            for i in range(6)]


def _line(point, a, b):
    """The line through a and b of the twist, taken at a point of G1, up to factors that the last power removes."""
    slope = _slope(Fp2, a, b)
    start = Fp2.sub(a[1], Fp2.mul(slope, a[0]))
    return [start, (0, 0), Fp2.mul(slope, (point[0], 0)), (-point[1] % P, 0), (0, 0), (0, 0)]


def _pairings_cancel(pairs):
    """Whether the product of the ate pairings of (G1, G2) points is 1."""
    one = [(1, 0)] + [(0, 0)] * 5
    f, running = one, [q for _, q in pairs]
    for bit in bin(X)[3:]:
        f = _mul12(f, f)
        for at, (point, q) in enumerate(pairs):
            f = _mul12(_line(point, running[at], running[at]), f)
            running[at] = _sum(Fp2, running[at], running[at])
            if bit == '1':
                f = _mul12(_line(point, running[at], q), f)
                running[at] = _sum(Fp2, running[at], q)
    power = one
    for bit in bin((P ** 12 - 1) // ORDER)[2:]:
        power = _mul12(power, power)
        if bit == '1':
            power = _mul12(power, f)
    return power == one


def verify_quicknet(key, number, signature):
    """Whether the signature is the chain's for this round: e(signature, G2) = e(H(SHA-256(round)), key)."""
    point = _unpack(signature)
    if not point or _times(Fp, ORDER, point) is not None:
        return False
    hashed = _hash_to_g1(hashlib.sha256(number.to_bytes(8, 'big')).digest())
    return _pairings_cancel([((point[0], P - point[1]), G2), (hashed, _unpack(bytes.fromhex(key)))])


# ---------------------------------------------------------------- the checks of §9, in their order

class Check:
    """One proof on its way through the sections; each leaves what later ones need."""

    def __init__(self, raw, source=''):
        self.raw, self.source = raw, source

    # -- readable and complete

    def complete(self):
        proof = read_canonical(self.raw)
        fit(proof, PROOF, (None, '证明'))
        self.proof, self.commit = proof, proof['commit']
        self.entries = proof['ledger']['entries']
        self.own = [(entry, proof['ledger']['bodies'].get(str(entry['n']))) for entry in self.entries]
        self.own = [(entry, body) for entry, body in self.own if body is not None]
        self.starter = next((entry['actor'] for entry, _ in self.own if entry['kind'] == 'draw.committed'), None)

    # -- protocol and commit

    def check_commit(self):
        c = self.commit
        need(self.proof['protocol'] == 'dr1' and c['protocol'] == 'dr1', '协议不是 dr1')
        need_identifier(c['draw'], 'draw')
        need_identifier(c['plan'], 'plan')
        for key in ('planHash', 'sheet', 'excluded', 'inspectors', 'seats', 'secret', 'saltKey'):
            need_hex(c[key], key)
        need(c['nth'] >= 1, 'nth 应不小于 1')
        need((c['reason'] is None) == (c['nth'] == 1), '第 1 次抽取不写理由，第 2 次起必须写')
        need(c['reason'] is None or c['reason'], '再次抽取的理由为空')
        for item in c['items']:
            need_identifier(item, 'items')
        need_sorted(c['items'], 'items')
        for stratum, rule in c['rules'].items():
            self._check_rule(stratum, rule)
        need(c['witnesses'] >= 1, 'witnesses 应不小于 1')
        self.at = millis(c['at'], 'commit.at')
        if c['beacon'] is not None:
            self._check_beacon_rule(c['beacon'], self.at)
        need_day(c['due'], 'due')
        if c['opens'] is not None:
            need_day(c['opens'], 'opens')
        if c['previous'] is not None:
            need_hex(c['previous'], 'previous')
        need(c['nth'] == 1 or c['previous'] is not None, '不是第 1 次抽取，却没有前一次的承诺值')
        need(c['registry']['n'] >= 0, 'registry.n 不应为负')
        need_hex(c['registry']['hash'], 'registry.hash')
        self.C = H('dr1/commit', c)

    @staticmethod
    def _check_rule(stratum, rule):
        need(STRATUM.fullmatch(stratum), '层 %s 的名称不合规定', quote(stratum))
        if 'count' in rule:
            need(rule['count'] >= 0, '层 %s 的户数为负', stratum)
        else:
            p, q = rule['ratio']
            need(0 <= p <= q and 1 <= q <= 1000000, '层 %s 的比例 %d/%d 不合规定', stratum, p, q)

    @staticmethod
    def _check_beacon_rule(rule, at):
        if rule['kind'] == 'drand':
            need_hex(rule['chain'], 'beacon.chain')
            need(rule['delay'] >= 30, 'beacon.delay 应不小于 30 秒')
        else:
            need(rule['digits'] >= 4, 'beacon.digits 应不小于 4')
            need(millis(rule['expected'], 'beacon.expected') > at, '公开号码预定的时刻不晚于承诺，当时可能已经公布')

    # -- file hashes and canonical form

    def check_files(self):
        texts = {name: self._text(name) for name in ROWS}
        for name in ROWS:
            found = sha256(texts[name])
            need(found == self.commit[name], '文件 %s 的 SHA-256 是 %s，与承诺不符', name, found)
        self.rows = {name: self._read_rows(name, texts.pop(name)) for name in ROWS}

    def _text(self, name):
        """In the proof, or where the proof is too big for it in a file beside it."""
        file = self.proof['files'][name]
        if isinstance(file, str):
            return file
        need(file['sha256'] == self.commit[name], '文件 %s 的指纹与承诺不符', name)
        try:
            return read(beside(self.source, name + '.jsonl')).decode('utf-8')
        except UnicodeDecodeError:
            raise Unreadable('%s.jsonl 不是 UTF-8 文本' % name)

    def _read_rows(self, name, text):
        reader, rows = StrictJson(), []
        need(text == '' or text.endswith('\n'), '文件 %s 的最后一行没有换行', name)
        for number, line in enumerate(text.split('\n')[:-1], 1):
            where = '文件 %s 第 %d 行' % (name, number)
            try:
                row = reader.parse(line)
            except ValueError:
                raise Mismatch('%s不是 JSON' % where)
            need(reader.fault is None, '%s：%s', where, reader.fault)
            need(jcs(row) == line, '%s不是规范形式(RFC 8785)', where)
            fit(row, ROWS[name], (None, where))
            rows.append(row)
        return rows

    # -- sorts and ranges

    def check_ranges(self):
        self._check_sheet()
        self._check_inspectors()
        need(self.rows['seats'], 'seats 至少要有一行')
        names = [row[0] for row in self.rows['seats']]
        need(len(set(names)) == len(names), 'seats 有同名的席位')
        for name, department, tags in self.rows['seats']:
            need_identifier(name, 'seats')
            if department is not None:
                need_identifier(department, 'seats 席位 %s 的部门' % name)
            self._check_tags(tags, 'seats 席位 %s 的标签' % name)

    def _check_sheet(self):
        sheet, excluded, rules = self.rows['sheet'], self.rows['excluded'], self.commit['rules']
        for firm, stratum, weight, seal in sheet:
            need_identifier(firm, 'sheet')
            need(STRATUM.fullmatch(stratum), 'sheet 中 %s 的层不合规定', firm)
            need(1 <= weight <= 1000000, 'sheet 中 %s 的权重 %d 超出 1–1000000', firm, weight)
            need(HEX64.fullmatch(seal), 'sheet 中 %s 的封签应是 64 位小写十六进制', firm)
        need_sorted([row[0] for row in sheet], 'sheet')
        for firm, reason in excluded:
            need_identifier(firm, 'excluded')
            need_identifier(reason, 'excluded 中 %s 的原因' % firm)
        need_sorted([row[0] for row in excluded], 'excluded')
        both = {row[0] for row in sheet} & {row[0] for row in excluded}
        need(not both, '市场主体 %s 同时在 sheet 和 excluded 中', min(both, default=''))
        strata = {}
        for _, stratum, weight, _ in sheet:
            strata.setdefault(stratum, []).append(weight)
        need(set(strata) == set(rules), 'rules 的层与 sheet 的层不一致')
        for stratum, weights in strata.items():
            if rules[stratum].get('weighted'):
                need(places(rules[stratum], len(weights)) * sum(weights) < 2 ** 53, '层 %s 的 n·W 达到 2^53', stratum)

    def _check_inspectors(self):
        for name, department, tags, capacity, prior, reason in self.rows['inspectors']:
            need_identifier(name, 'inspectors')
            need_identifier(department, 'inspectors 中 %s 的部门' % name)
            self._check_tags(tags, 'inspectors 中 %s 的标签' % name)
            need(0 <= capacity <= 1000000 and 0 <= prior <= 1000000, 'inspectors 中 %s 的数超出 0–1000000', name)
            if reason is not None:
                need_identifier(reason, 'inspectors 中 %s 的原因' % name)
                need(capacity == 0, 'inspectors 中 %s 有不能参加的原因，容量却不是 0', name)
        need_sorted([row[0] for row in self.rows['inspectors']], 'inspectors')

    @staticmethod
    def _check_tags(tags, where):
        for tag in tags:
            need_identifier(tag, where)
        need_sorted(tags, where)

    # -- witnesses

    def check_witnesses(self):
        spoken = self.proof['witnesses']
        need(len(spoken) == self.commit['witnesses'],
             '应有 %d 名见证人，实有 %d 名', self.commit['witnesses'], len(spoken))
        persons = [one['person'] for one in spoken]
        need(len(set(persons)) == len(persons), '同一人见证了两次')
        for one in spoken:
            self._check_witness(one, self.C)

    def _check_witness(self, one, over):
        person = one['person']
        need_identifier(person, '见证人')
        need(person != 'system', '见证人不能是 system')
        need(person != self.starter, '见证人 %s 就是发起人', person)
        need(1 <= len(one['text']) <= 500, '见证人 %s 的原话应为 1–500 个字符', person)
        if one['line'] != H('dr1/witness', over, person, one['text']):
            told = self.own[0][1].get('commit') if self.own else None
            raise Mismatch('见证人 %s 的 line 与算出的不符：%s' % (person, (
                '编号、原话或 line 被改过' if told == self.C else '承诺被改过，承诺值也与留痕账本记下的不同')))

    # -- beacon

    def check_beacon(self):
        rule, beacon = self.commit['beacon'], self.proof['beacon']
        self.beacon, self.beacon_at, self.warning = None, None, None
        need((rule is None) == (beacon is None), '承诺与证明一个有信标、一个没有')
        if rule is None:
            return
        need(rule['kind'] == beacon['kind'], '信标的种类与承诺不符')
        if rule['kind'] == 'drand':
            self._check_drand(rule, beacon)
            name, number = beacon['chain'], beacon['round']
        else:
            self._check_number(rule, beacon)
            name, number = beacon['name'], None
        self.beacon = [rule['kind'], name, number, beacon['value']]

    def _check_drand(self, rule, beacon):
        need(beacon['chain'] == rule['chain'], '信标的链与承诺不符')
        need(rule['chain'] in CHAINS, '信标的链 %s 不在认可之列', rule['chain'])
        chain = CHAINS[rule['chain']]
        closes = [entry for entry, _ in self.own if entry['kind'] == 'draw.witnessed'][:self.commit['witnesses']]
        number = beacon['round']
        if len(closes) == self.commit['witnesses']:  # otherwise the ledger says what is wrong
            after = millis(closes[-1]['at'], '见证完成') + 1000 * (rule['delay'] - chain['genesis'])
            number = 1 + -(-after // (1000 * chain['period']))
        need(number >= 1, '见证完成早于信标链的起点')
        need(beacon['round'] == number, '信标的轮次应为 %d，证明写的是 %d', number, beacon['round'])
        self.beacon_at = 1000 * (chain['genesis'] + (number - 1) * chain['period'])
        need(re.fullmatch('[0-9a-f]{96}', beacon['signature']), '信标签名的写法不对')
        signature = bytes.fromhex(beacon['signature'])
        need(hashlib.sha256(signature).hexdigest() == beacon['value'], '信标的值不是其签名的 SHA-256')
        need(verify_quicknet(chain['key'], number, signature), '信标的 BLS 签名不成立')

    def _check_number(self, rule, beacon):
        need(beacon['name'] == rule['name'], '公开号码的名称与承诺不符')
        need(re.fullmatch('[0-9]+', beacon['value']) and len(beacon['value']) == rule['digits'],
             '公开号码应恰为 %d 位数字', rule['digits'])
        self.beacon_at = millis(rule['expected'], 'beacon.expected')
        closes = [entry for entry, _ in self.own if entry['kind'] == 'draw.witnessed'][:self.commit['witnesses']]
        if closes and self.beacon_at <= millis(closes[-1]['at'], '见证完成'):
            self.warning = '公开号码预定公布的时刻不晚于见证截止，最后一位见证人发言时号码可能已经公布'

    # -- ledger

    def check_ledger(self):
        need(self.entries, '留痕账本条目为空')
        self._check_chain()
        first, body = self.own[0] if self.own else (None, None)
        need(first is self.entries[0] and first['kind'] == 'draw.committed', '留痕账本的第一条不是本次抽取的承诺')
        need(self.own[-1][0] is self.entries[-1], '留痕账本的最后一条不是本次抽取的')
        need(len(self.own) == len(self.proof['ledger']['bodies']), 'bodies 中有留痕账本没有的条目')
        for entry, body in self.own:
            where = '留痕账本第 %d 条' % entry['n']
            need(entry['kind'] not in ('draw.voided', 'draw.failed'), '%s：这次抽取已作废或失败', where)
            need(H('ssj/body', body) == entry['body'], '%s的正文与其指纹不符', where)
            need(body.get('draw') == self.commit['draw'], '%s是另一次抽取的', where)
            if decides(entry['kind']):
                need(entry['kind'] in BODIES, '%s的种类 %s 不属于一次抽取', where, quote(entry['kind']))
                fit(body, BODIES[entry['kind']], (None, where))
        self.course = [(entry, body) for entry, body in self.own if decides(entry['kind'])]
        self._check_course()
        self._check_committed()

    def _check_chain(self):
        before = None
        for entry in self.entries:
            where = '留痕账本第 %d 条' % entry['n']
            need_hex(entry['body'], where)
            need_hex(entry['prev'], where)
            need_identifier(entry['kind'], where)
            need_identifier(entry['actor'], where)
            content = {key: value for key, value in entry.items() if key != 'hash'}
            need(H('ssj/ledger', content) == entry['hash'], '%s的内容与其指纹不符', where)
            entry_at = millis(entry['at'], where)
            if before is None:
                need(entry['n'] >= 1, '留痕账本从第 1 条起')
                need(entry['n'] > 1 or entry['prev'] == ZEROS, '留痕账本第 1 条之前不应有条目')
            else:
                need(entry['n'] == before[0] + 1, '留痕账本第 %d 条之后不是第 %d 条', before[0], before[0] + 1)
                need(entry['prev'] == before[1], '%s没有接在前一条之后', where)
                need(entry_at >= before[2], '%s的时刻早于前一条', where)
            before = (entry['n'], entry['hash'], entry_at)

    def _check_course(self):
        """Committed, witnessed as often as needed, beacon if any, drawn, and then only what belongs to replacements."""
        course = ['draw.committed'] + ['draw.witnessed'] * self.commit['witnesses']
        course += ['draw.beacon'] * (self.commit['beacon'] is not None) + ['draw.drawn']
        kinds = [entry['kind'] for entry, _ in self.course]
        need(kinds[:len(course)] == course, '本次抽取的留痕账本条目应依次为：%s', '、'.join(course))
        self.later = self.course[len(course):]
        for entry, body in self.later:
            where = '留痕账本第 %d 条' % entry['n']
            need(entry['kind'] in ('visit.leaving', 'draw.witnessed', 'visit.replaced'),
                 '%s的种类 %s 不应在抽取之后', where, entry['kind'])
            if entry['kind'] == 'draw.witnessed':
                need(body['last'], '%s：更换检查人员只需一名见证人，last 应为 true', where)
        self.witnessed = self.course[1:1 + self.commit['witnesses']]
        self.drawn = self.course[len(course) - 1]
        self._check_times()

    def _check_times(self):
        for (entry, body), one in zip(self.witnessed, self.proof['witnesses']):
            where = '留痕账本第 %d 条' % entry['n']
            need(entry['actor'] == one['person'] and body['line'] == one['line'], '%s与证明中的见证不符', where)
            need(body['last'] == (entry is self.witnessed[-1][0]), '%s的 last 不对', where)
        closed = millis(self.witnessed[-1][0]['at'], '见证完成')
        need(closed - self.at <= DAY_MS, '承诺 24 小时后才见证完成，这次抽取应已失败')
        if self.commit['beacon'] is None:
            return
        entry, body = self.course[1 + self.commit['witnesses']]
        need(body['value'] == self.proof['beacon']['value'], '信标的值与留痕账本第 %d 条不符', entry['n'])
        came = millis(entry['at'], '信标')
        need(came - self.beacon_at <= DAY_MS, '信标晚到 24 小时以上，这次抽取应已失败')
        need(came >= self.beacon_at, '信标早于其轮次的时刻或预定产生的时刻')
        if self.commit['beacon']['kind'] == 'number':
            entered, confirmed = entry['actor'], body['confirmedBy']
            need(confirmed is not None, '公开号码没有监察人员确认')
            need('system' not in (entered, confirmed), '公开号码应由人录入、由人确认，不能是 system')
            need(entered != confirmed, '公开号码由录入的人自己确认')

    def _check_committed(self):
        first, body = self.own[0]
        registry = self.commit['registry']
        need(self.starter != 'system', '发起人不能是 system')
        need(body['commit'] == self.C, '留痕账本记下的承诺值与承诺不符')
        need(first['at'] == self.commit['at'], '承诺的时刻与留痕账本不符')
        need(registry['n'] < first['n'], '名单冻结的位置在承诺之后')
        need(registry['n'] < first['n'] - 1 or registry['hash'] == first['prev'], '名单冻结的位置与留痕账本不符')
        need(registry['n'] > 0 or registry['hash'] == ZEROS, '名单冻结的位置与留痕账本不符')
        result = H('dr1/result', self.proof['selected'], self.proof['roster'])
        need(self.drawn[1]['result'] == result, '留痕账本记下的结果指纹与证明中的名单(selected)、检查人员(roster)不符')

    # -- seed

    def check_seed(self):
        secret, drawn = self.proof['secret'], self.drawn[1]
        need_hex(secret, 'secret')
        need(H('dr1/secret', secret) == self.commit['secret'], '公布的秘密与承诺中的指纹不符')
        need(drawn['secret'] == secret, '公布的秘密与留痕账本不符')
        lines = sorted(one['line'] for one in self.proof['witnesses'])
        self.S = H('dr1/seed', self.C, secret, lines, self.beacon)
        need(self.proof['seed'] == self.S, '种子应为 %s', self.S)
        need(drawn['seed'] == self.S, '种子与留痕账本不符')

    # -- selected

    def check_selected(self):
        selected, self.looks = select(self.S, self.commit['rules'], self.rows['sheet'])
        found = self.proof['selected']
        for at, (mine, theirs) in enumerate(zip(selected, found)):
            need(mine == theirs, '抽中的第 %d 户应为 %s，证明写的是 %s', at + 1, quote(mine), quote(theirs))
        need(len(selected) == len(found), '应抽 %d 户，证明写了 %d 户', len(selected), len(found))

    # -- openings

    def check_openings(self):
        openings, selected = self.proof['openings'], self.proof['selected']
        need(len(openings) == len(selected), '应有 %d 份启封，证明写了 %d 份', len(selected), len(openings))
        known = {row[0] for row in self.rows['inspectors']}
        for (firm, salt, recused), (_, _, index, drawn) in zip(openings, selected):
            need(firm == drawn, '启封 %s 的位置应是 %s', quote(firm), drawn)
            need(SALT.fullmatch(salt), '%s 的启封盐值写法不对', firm)
            need_sorted(recused, '%s 的回避名单' % firm)
            need(known.issuperset(recused), '%s 的回避名单中有人不在检查人员名录', firm)
            seal = H('dr1/seal', self.commit['draw'], firm, salt, recused)
            need(seal == self.rows['sheet'][index][3], '%s 的启封内容与封签不符', firm)

    # -- roster

    def check_roster(self):
        self.seats = self.rows['seats']
        self.visits = len(self.proof['selected'])
        self._find_lawful()
        roster, refusal = self.proof['roster'], self.proof['refusal']
        need((roster is None) == (refusal is not None), 'roster 与 refusal 应恰有一个')
        if roster is None:
            self._check_refusal(refusal)
            self.holders = [None] * (self.visits * len(self.seats))
            return
        inspectors = self.rows['inspectors']
        try:
            self.holders = draw_roster(self.S, self.can, [row[3] for row in inspectors],
                                       [row[4] for row in inspectors], self.visits, len(self.seats))
        except Infeasible:
            raise Mismatch('依种子不存在合规的完整派员，证明却有派员')
        need(len(roster) == len(self.holders), '应派 %d 席，证明写了 %d 席', len(self.holders), len(roster))
        for q, (i, theirs) in enumerate(zip(self.holders, roster)):
            v, k = divmod(q, len(self.seats))
            mine = [self.proof['selected'][v][3], self.seats[k][0], inspectors[i][0]]
            need(mine == theirs, '第 %d 席应为 %s，证明写的是 %s', q, quote(mine), quote(theirs))

    def _find_lawful(self):
        """can[i][k]: bit v says that inspector i may hold seat row k of visit v."""
        everywhere = (1 << self.visits) - 1
        recused = {}
        for v, (_, _, names) in enumerate(self.proof['openings']):
            for name in names:
                recused[name] = recused.get(name, 0) | 1 << v
        self.can = []
        for name, department, tags, _, _, _ in self.rows['inspectors']:
            allowed = everywhere & ~recused.get(name, 0)
            self.can.append([allowed if wanted in (None, department) and set(needed) <= set(tags) else 0
                             for _, wanted, needed in self.seats])

    def _check_refusal(self, refusal):
        """A set of seats for which the inspectors have not room enough proves that no lawful full roster exists."""
        chosen, rows = refusal['seats'], len(self.seats)
        need(all(before < after for before, after in zip(chosen, chosen[1:])), '证书的席位未按升序排列或有重复')
        need(all(0 <= q < self.visits * rows for q in chosen), '证书的席位超出范围')
        wanted = [0] * rows
        for q in chosen:
            wanted[q % rows] |= 1 << q // rows
        names, room = [], 0
        for row, can in zip(self.rows['inspectors'], self.can):
            visits = 0
            for k in range(rows):
                visits |= can[k] & wanted[k]
            if visits:
                names.append(row[0])
                room += min(row[3], bin(visits).count('1'))
        need(refusal['inspectors'] == names, '证书的检查人员应为能担任这些席位的全部 %d 人', len(names))
        need(refusal['room'] == room, '证书的容量应为 %d，证明写的是 %d', room, refusal['room'])
        need(room < len(chosen), '证书不成立：容量 %d 不小于席位数 %d', room, len(chosen))

    # -- replacements

    def check_replacements(self):
        counts = {'visit.leaving': 0, 'draw.witnessed': 0, 'visit.replaced': 0}
        for entry, _ in self.later:
            counts[entry['kind']] += 1
            need(counts['visit.leaving'] >= counts['draw.witnessed'] >= counts['visit.replaced'],
                 '留痕账本第 %d 条：更换检查人员应先有请假，再有见证，后有结果', entry['n'])
        self.by_id = {row[0]: i for i, row in enumerate(self.rows['inspectors'])}
        self.counts = [0] * len(self.by_id)
        for i in self.holders:
            if i is not None:
                self.counts[i] += 1
        replaced = [(entry, body) for entry, body in self.own if entry['kind'] == 'visit.replaced']
        found = self.proof['replacements']
        need(len(found) == len(replaced), '留痕账本有 %d 次更换，证明写了 %d 次', len(replaced), len(found))
        need(len({one['entry'] for one in found}) == len(found), '同一条请假更换了两次')
        for number, (one, (entry, body)) in enumerate(zip(found, replaced), 1):
            where = '第 %d 次更换' % number
            leaving = self._check_replaced(one, entry, body, where)
            self._replace(one, leaving, where)

    def _check_replaced(self, one, replaced, body, where):
        """The three ledger entries of one replacement say what the proof says; @returns the first."""
        leaving, told = next(((entry, told) for entry, told in self.own
                              if entry['n'] == one['entry'] and entry['kind'] == 'visit.leaving'), (None, None))
        need(leaving, '%s：留痕账本没有第 %d 条请假', where, one['entry'])
        need_identifier(told['reason'], where + '的原因')
        need_hex(told['evidence'], where + '的凭证指纹')
        need(all(told[key] == one[key] for key in ('visit', 'seat', 'leaver')), '%s与请假的一条不符', where)
        need_hex(one['secret'], where + '的秘密')
        need(H('dr1/secret', one['secret']) == told['secret'], '%s公布的秘密与请假时的指纹不符', where)
        self._check_witness(one['witness'], leaving['hash'])
        spoken = [entry for entry, said in self.own
                  if entry['kind'] == 'draw.witnessed' and said['line'] == one['witness']['line']]
        need(len(spoken) == 1 and leaving['n'] < spoken[0]['n'] < replaced['n'], '%s的见证不在请假与结果之间', where)
        need(spoken[0]['actor'] == one['witness']['person'], '%s的见证人与留痕账本不符', where)
        need(all(body[key] == one[key] for key in ('entry', 'secret', 'inspector')), '%s与留痕账本的结果不符', where)
        return leaving

    def _replace(self, one, leaving, where):
        v, k = one['visit'], one['seat']
        rows = len(self.seats)
        need(0 <= v < self.visits and 0 <= k < rows, '%s的席位不存在', where)
        leaver = self.holders[v * rows + k]
        name = None if leaver is None else self.rows['inspectors'][leaver][0]
        need(one['leaver'] == name, '%s：该席当时的检查人员是 %s', where, name or '空缺')
        seed = H('dr1/replace', self.S, leaving['hash'], one['secret'], one['witness']['line'])
        menu, chosen = self._successor(seed, v, k)
        name = None if chosen is None else self.rows['inspectors'][chosen][0]
        need(one['inspector'] == name, '%s应由 %s 接替，证明写的是 %s', where, name or '无人', one['inspector'] or '无人')
        self.holders[v * rows + k] = chosen
        if chosen is not None:
            self.counts[chosen] += 1

    def _successor(self, seed, v, k):
        """Opens a seat; @returns its menu, and the next holder under S′ or None."""
        rows = len(self.seats)
        leaver = self.holders[v * rows + k]
        if leaver is not None:
            self.counts[leaver] -= 1
        beside = [self.holders[v * rows + other] for other in range(rows) if other != k]
        lawful = [i for i, row in enumerate(self.rows['inspectors'])
                  if self.can[i][k] >> v & 1 and i != leaver and i not in beside and self.counts[i] < row[3]]
        load = {i: self.rows['inspectors'][i][4] + self.counts[i] for i in lawful}
        menu = [i for i in lawful if load[i] == min(load.values())]
        u = next(doubles(sub(seed, 'replace')))
        return menu, menu[int(u * len(menu))] if menu else None

    # -- what a reader sees when everything matches

    def summary(self):
        c, proof = self.commit, self.proof
        if proof['roster'] is None:
            staffed = '依种子无法完整派员，证书成立'
        else:
            staffed = '%d 个席位的检查人员' % len(proof['roster'])
        return [
            '相符：%s（计划 %s，第 %d 次抽取）重新计算的结果与证明完全一致。' % (c['draw'], c['plan'], c['nth']),
            '参加抽取 %d 家，排除 %d 家；抽中 %d 家；%s；更换 %d 次。' % (
                len(self.rows['sheet']), len(self.rows['excluded']), self.visits, staffed, len(proof['replacements'])),
            '承诺值 C：%s' % self.C,
            '种子 S：%s' % self.S,
            '留痕账本第 %d 至 %d 条，末条指纹：%s' % (
                self.entries[0]['n'], self.entries[-1]['n'], self.entries[-1]['hash']),
            '请再核对：上面的 C 应与抽取前在群里公布的一致，末条指纹应与当天日报里的留痕账本校验值接得上。',
        ] + (['注意：%s。' % self.warning] if self.warning else [])

    def look(self, firm):
        for index, (name, stratum, _, _) in enumerate(self.rows['sheet']):
            if name == firm:
                ticket, key, rank = self.looks[index]
                lines = ['%s：名单第 %d 行（从 0 数），层 %s。' % (firm, index, stratum),
                         '随机数是 stream("ticket", %d) 的第 %d 个（从 0 数）：%r' % (index // 256, index % 256, ticket)]
                if rank is None:
                    return lines + ['未抽中：该层名额已由权重足够大的各户占满。']
                rule = self.commit['rules'][stratum]
                total = sum(1 for row in self.rows['sheet'] if row[1] == stratum)
                n = places(rule, total)
                return lines + ['排序值 %r，层内第 %d 名（共 %d 户，抽 %d 户）：%s。' % (
                    key, rank, total, n, '抽中' if rank <= n else '未抽中')]
        for name, reason in self.rows['excluded']:
            if name == firm:
                return ['%s：不在抽取之列，登记的原因是 %s。' % (firm, reason)]
        return ['%s：不在这次抽取的范围内。' % firm]


SECTIONS = [
    ('complete', '可读与完整', Check.complete),
    ('commit', '协议与承诺', Check.check_commit),
    ('files', '文件指纹与规范形式', Check.check_files),
    ('ranges', '排序与取值范围', Check.check_ranges),
    ('witnesses', '见证', Check.check_witnesses),
    ('beacon', '信标', Check.check_beacon),
    ('ledger', '留痕账本', Check.check_ledger),
    ('seed', '种子', Check.check_seed),
    ('selected', '抽中名单', Check.check_selected),
    ('openings', '回避启封', Check.check_openings),
    ('roster', '派员', Check.check_roster),
    ('replacements', '更换', Check.check_replacements),
]


# ---------------------------------------------------------------- command line

# More bytes than any proof has: a province's proof with all its rows takes some 100 MB.
MOST_MB = 500


def is_address(source):
    return re.match(r'https?://', source)


def proof_address(source):
    """The proof behind the address of a draw's page; anything else as it stands."""
    page = re.match(r'(https?://[^?#]*/draws/[^/?#]+)/?(?:[?#].*)?$', source)
    return page.group(1) + '/proof.json' if page else source


def at_most(file):
    """@returns the bytes of an open file, unless they are too many."""
    found = file.read(MOST_MB * 1024 * 1024 + 1)
    if len(found) > MOST_MB * 1024 * 1024:
        raise ValueError('超过 %d MB' % MOST_MB)
    return found


def beside(source, name):
    """Where a file lies that a proof names by its hash: on the web in its folder "files", on a disk beside it."""
    if is_address(source):
        return urllib.parse.urljoin(source, 'files/' + name)
    return os.path.join(os.path.dirname(source), name)


def read(source):
    """@returns the bytes of a file or of an http(s) address, unpacked where they are gzip."""
    try:
        if is_address(source):
            with urllib.request.urlopen(source, timeout=60) as answer:
                found = at_most(answer)
        else:
            with open(source, 'rb') as file:
                found = at_most(file)
        return at_most(gzip.GzipFile(fileobj=io.BytesIO(found))) if found[:2] == b'\x1f\x8b' else found
    except (OSError, EOFError, ValueError, zlib.error, http.client.HTTPException) as error:
        reason = '没有这个文件' if isinstance(error, FileNotFoundError) else error
        raise Unreadable('%s（%s）' % (source, reason))


def verify(source):
    """@returns (result, section, title, reason, check)."""
    section, title, check = SECTIONS[0][0], SECTIONS[0][1], None
    try:
        check = Check(read(source), source)
        for section, title, step in SECTIONS:
            step(check)
    except Unreadable as error:
        return 'unreadable', section, title, str(error), check
    except Mismatch as error:
        return 'mismatch', section, title, str(error), check
    except RecursionError:
        return 'mismatch', section, title, '嵌套过深，不是一份抽取证明', check
    return 'match', None, None, None, check


class ChineseHelp(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, '用法：')


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, '%s\n命令写得不对，请用 --help 查看用法。\n' % self.format_usage().rstrip())


def read_arguments():
    parser = Parser(
        prog='ssj_verify.py', add_help=False, formatter_class=ChineseHelp,
        usage='python3 ssj_verify.py 文件或网址 [--look 主体编号] [--json]',
        description='独立核对一次“双随机”抽取的证明（协议 dr1）：从公开的证明重新算出抽中的市场主体和检查人员，逐项比对。',
        epilog='退出码：0 相符；1 不符（指出第一处）；2 文件缺失、太大、不是 JSON 或网址打不开，或核验没有完成。')
    group = parser.add_argument_group('参数')
    group.add_argument('source', metavar='文件或网址', help='证明文件，或以 http:// 、https:// 开头的网址（证明的或抽取页面的）')
    group.add_argument('--look', metavar='主体编号', help='证明相符时，另说明某一市场主体的随机数、名次和结果')
    group.add_argument('--json', action='store_true', help='只输出一行 JSON：result、section、reason')
    group.add_argument('-h', '--help', action='help', help='显示本说明')
    return parser.parse_args()


def prepare_output():
    """Chinese goes out in the terminal's own encoding, or in UTF-8 where that has no Chinese."""
    for stream in (sys.stdout, sys.stderr):
        try:
            '不符'.encode(stream.encoding)
            stream.reconfigure(errors='backslashreplace')
        except UnicodeEncodeError:
            stream.reconfigure(encoding='utf-8', errors='backslashreplace')


def main():
    prepare_output()
    options = read_arguments()
    result, section, title, reason, check = verify(proof_address(options.source))
    if options.json:
        warning = {'warning': check.warning} if result == 'match' and check.warning else {}
        print(jcs({'result': result, 'section': section, 'reason': reason, **warning}))
    elif result == 'match':
        print('\n'.join(check.summary() + (check.look(options.look) if options.look else [])))
    elif result == 'mismatch':
        print('[%s] 不符：%s —— %s' % (section, title, reason))
    else:
        print('[%s] 缺失/无法读取：%s' % (section, reason))
    return {'match': 0, 'mismatch': 1, 'unreadable': 2}[result]


if __name__ == '__main__':
    # 1 says that a proof does not match: what stops this program itself must not look like it.
    try:
        sys.exit(main())
    except (Exception, KeyboardInterrupt) as error:
        print('核验没有完成，不说明证明有错：%s（%s）' % (type(error).__name__, error), file=sys.stderr)
        sys.exit(2)
