/** XML that cannot be broken out of, and that holds no character which XML 1.0 does not know. */
import { html, toMarkup } from './html.js'

/** Text for an element or a quoted attribute. */
export const xmlText = (text: string): string => toMarkup(html`${text.toWellFormed().replace(UNKNOWN, '')}`)

const UNKNOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu
