import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KIT_FOLDER, makeKit } from './kit/kit.js'

const kit = makeKit()

/** `npm run conformance` writes the files anew. */
describe('the conformance kit', () => {
  it.each([...kit])('holds %s as it is made', async (name, text) => {
    await expect(text).toMatchFileSnapshot(join('../..', KIT_FOLDER, name))
  })

  it('holds nothing else than the kit and the text that explains it', () => {
    expect(readdirSync(KIT_FOLDER).sort()).toEqual([...kit.keys(), 'README.md'].sort())
  })

  it('says of every vector what it is about, once', () => {
    for (const [name, text] of kit) {
      if (name.endsWith('.proof.json')) continue
      const { vectors } = JSON.parse(text) as { vectors: { about: string }[] }
      const abouts = vectors.map(({ about }) => about)
      expect(abouts.filter((about, i) => abouts.indexOf(about) !== i)).toEqual([])
      expect(abouts.every((about) => about.length > 0)).toBe(true)
    }
  })
})
