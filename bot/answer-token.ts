/** An answer to a question, with the token of the question when it came from a button. */

/** `3@ab12` is answer `3` to question `ab12`; anything else is an answer typed by hand. */
export function readAnswer(text: string): { answer: string; token: string | null } {
  const match = /^([^@\n]{1,40})@([0-9a-f]{4})$/.exec(text.trim())
  return match ? { answer: match[1]!, token: match[2]! } : { answer: text.trim(), token: null }
}
