/** A county of any size: the sample's firms again and again, each under a name and a valid credit code of its own. */
import type { Firm, Inspector, Person, Store, View } from '../db/store.js'

const CHUNK = 5000
/** Whole firms, ascending by code. */
export async function everyFirm(view: View): Promise<Firm[]> {
  const codes: string[] = []
  await view.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code)))
  return Promise.all(codes.map(async (code) => (await view.firms.get(code))!))
}

/** Adds firms until the store has `total`. */
export async function growCounty(store: Store, total: number): Promise<void> {
  const has = await store.read((view) => view.firms.count())
  if (has >= total) return
  const sample = await store.read(everyFirm)
  for (let next = has; next < total; ) {
    const end = Math.min(next + CHUNK, total)
    await store.write(async (tx) => {
      for (; next < end; next++) await tx.firms.put(branchOf(sample[next % sample.length]!, next))
    })
  }
}

/** Adds inspectors to the department, and one recusal for every thousandth firm. */
export async function growRoll(store: Store, department: string, added: number): Promise<void> {
  const firms: string[] = []
  await store.read((view) =>
    view.firms.eachInScope([], (some) => void firms.push(...some.map(({ code }) => code))),
  )
  await store.write(async (tx) => {
    const model = (await tx.inspectors.ofDepartments([department]))[0]!
    const person = (await tx.people.get(model.person))!
    const roll = Array.from({ length: added }, (_, serial) => colleagueOf(person, model, serial))
    for (const [colleague, inspector] of roll) {
      await tx.people.put(colleague)
      await tx.inspectors.put(inspector)
    }
    for (let i = 0; i < firms.length; i += 1000) {
      const [, { id }] = roll[i % roll.length]!
      await tx.recusals.put({ inspector: id, firm: firms[i]!, reason: '近亲属在该单位任职' })
    }
  })
}

function colleagueOf(person: Person, model: Inspector, serial: number): [Person, Inspector] {
  // Behind everybody who is bound in a chat.
  const id = `Z${String(serial).padStart(4, '0')}`
  const standing = { active: true, leaveFrom: null, leaveTo: null, certifiedUntil: '2030-12-31' }
  return [
    { ...person, id, name: `${person.name}${serial}`, active: true },
    { ...model, ...standing, id: `${model.id}-${id}`, person: id },
  ]
}

export function branchOf(firm: Firm, serial: number): Firm {
  return { ...firm, code: codeOf(firm.code.slice(0, 8), serial), name: `${firm.name}第${serial}分店` }
}

/** Authority and district, an organisation code in no real use (GB 11714-1997), a check character (GB 32100-2015). */
export function codeOf(head: string, serial: number): string {
  const body = `BE${String(serial).padStart(6, '0')}`
  const sum = weigh(body, [3, 7, 9, 10, 5, 8, 4, 2], (character) => Number.parseInt(character, 36))
  const code = `${head}${body}${'0123456789X'[(11 - (sum % 11)) % 11]}`
  const powers = Array.from(code, (_, i) => 3 ** i % 31)
  const check = (31 - (weigh(code, powers, (character) => ALPHABET.indexOf(character)) % 31)) % 31
  return code + ALPHABET[check]
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function weigh(text: string, weights: number[], worth: (character: string) => number): number {
  return [...text].reduce((sum, character, i) => sum + worth(character) * weights[i]!, 0)
}
