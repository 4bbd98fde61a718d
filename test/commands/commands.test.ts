import { describe, expect, it } from 'vitest'
import type { ChatKind, Command } from '../../commands/command.js'
import { commands, indexWords } from '../../commands/index.js'
import type { Role } from '../../db/store.js'

const ROLES: Role[] = ['office', 'inspector', 'leader', 'supervisor', 'admin']
const LETTERS: Record<ChatKind, string> = {
  private: 'P',
  office: 'O',
  leaders: 'L',
  department: 'D',
  unbound: 'U',
}

/** Who may use what, and where: P private, O office group, L leaders' group, D department's group, U unbound group. */
const PERMISSIONS = `
          stranger office inspector leader supervisor admin
preview   -        POD    -         -      -          -
draw      -        POD    -         -      POD        -
witness   -        OLD    OLD       OLD    OLD        OLD
beacon    -        POLD   -         -      POLD       -
void      -        OD     -         -      -          -
proof     -        POLD   POLD      POLD   POLD       POLD
verify    -        POLD   POLD      POLD   POLD       POLD
plans     -        POLD   POLD      POLD   POLD       POLD
approve   -        -      -         POLD   -          -
items     -        POLD   POLD      POLD   POLD       POLD
tasks     -        -      POLD      -      -          -
form      -        POLD   POLD      POLD   -          -
ack       -        -      POLD      -      -          -
record    -        -      POLD      -      -          -
review    -        -      -         POLD   POLD       -
decide    -        POLD   -         POLD   -          -
transfer  -        PD     -         PD     -          -
publish   -        POLD   -         POLD   -          -
correct   -        POLD   -         POLD   -          -
extend    -        -      POLD      POLD   -          -
recuse    -        -      P         P      P          -
replace   -        POLD   -         POLD   POLD       -
leave     -        P      P         P      -          -
progress  -        POLD   POLD      POLD   POLD       POLD
digest    -        POL    -         POL    POL        POL
measure   -        POLD   -         POLD   POLD       -
bulletin  -        PO     -         PO     -          -
share     -        POLD   -         POLD   POLD       -
board     -        -      -         P      P          P
firm      -        POLD   POLD      POLD   POLD       POLD
credit    -        P      P         P      P          -
complaint -        P      -         P      -          -
list      -        POLD   -         POLD   POLD       -
history   -        POLD   -         POLD   POLD       -
audit     -        -      -         -      P          -
report    -        P      P         P      P          P
template  -        P      -         -      -          P
import    -        P      -         P      -          P
who       POLDU    POLDU  POLDU     POLDU  POLDU      POLDU
bind      P        P      P         P      P          P
unbind    -        POLDU  POLDU     POLDU  POLDU      POLDU
prefer    -        P      P         P      P          P
settings  -        -      -         POL    -          POL
health    -        -      -         -      -          PO
here      -        -      -         -      -          OLDU
code      -        -      -         -      -          P
cancel    POLDU    POLDU  POLDU     POLDU  POLDU      POLDU
help      POLDU    POLDU  POLDU     POLDU  POLDU      POLDU
`

function places({ audience }: Command, role: Role | null): string {
  const { roles, chats } = audience
  const may = roles === 'stranger' || (role !== null && (roles === 'bound' || roles.includes(role)))
  const letters = Object.keys(LETTERS) as ChatKind[]
  return may
    ? letters
        .filter((kind) => chats.includes(kind))
        .map((kind) => LETTERS[kind])
        .join('')
    : '-'
}

describe('the list of commands', () => {
  it.each(commands.map((command) => [command.words[0], command] as const))(
    '/%s has an English and a Chinese word, a summary and a usage',
    (_, { words, summary, usage }) => {
      // Telegram's menu takes these letters only, 32 at most, and descriptions of 256.
      expect(words[0]).toMatch(/^[a-z0-9_]{1,32}$/)
      expect(words[1]).toMatch(/^\p{Script=Han}+$/u)
      expect(summary).toMatch(/\p{Script=Han}/u)
      expect(`${words[1]}：${summary}`.length).toBeLessThanOrEqual(256)
      for (const line of usage.split('\n')) expect(line).toMatch(new RegExp(`^/${words[0]}(?![a-z])`))
    },
  )

  it('answers to every word, and to each by one command', () => {
    const table = indexWords(commands)
    const words = commands.flatMap((command) => command.words)
    expect(table.size).toBe(words.length)
    for (const command of commands) for (const word of command.words) expect(table.get(word)).toBe(command)
  })

  it('does not start when two commands answer to one word, whatever its case and width', () => {
    const [first, second] = commands as [Command, Command, ...Command[]]
    const other: Command = { ...second, words: ['other', 'ＰＲＥＶＩＥＷ'] }
    expect(() => indexWords([first, other])).toThrow('both preview and other answer to preview')
  })

  it('lets every role do exactly this, in exactly these chats', () => {
    const rows = commands.map((command) => [
      command.words[0],
      ...[null, ...ROLES].map((role) => places(command, role)),
    ])
    const wanted = PERMISSIONS.trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
    expect(rows).toEqual(wanted)
  })

  it('opens nothing to strangers but help, bind, who and cancel', () => {
    const open = commands.filter(({ audience }) => audience.roles === 'stranger')
    expect(open.map(({ words }) => words[0]).sort()).toEqual(['bind', 'cancel', 'help', 'who'])
  })
})
