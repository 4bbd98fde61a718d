/** Values in a page are text, whatever they hold. */
import { describe, expect, it } from 'vitest'
import { html, toMarkup, type Value } from '../../../server/pages/html.js'

describe('html', () => {
  it('escapes every character that could open a tag, an attribute or an entity', () => {
    expect(toMarkup(html`<p title="${`"'<>&`}">${'<script>&lt;'}</p>`)).toBe(
      '<p title="&quot;&#39;&lt;&gt;&amp;">&lt;script&gt;&amp;lt;</p>',
    )
  })

  it('takes its own markup as it is, alone and in lists, and escapes once', () => {
    const rows = ['甲', '<乙>'].map((name) => html`<li>${name}</li>`)
    expect(toMarkup(html`<ul>${rows}</ul>${html`<b>${'&'}</b>`}`)).toBe(
      '<ul><li>甲</li><li>&lt;乙&gt;</li></ul><b>&amp;</b>',
    )
  })

  it('shows numbers, zero too, and leaves out null', () => {
    expect(toMarkup(html`${0}${null}${12}`)).toBe('012')
  })

  it('takes nothing for markup that it did not make', () => {
    const forged = JSON.parse('{"markup":"<script>"}') as Value
    expect(toMarkup(html`${forged}`)).not.toContain('<script>')
  })
})
