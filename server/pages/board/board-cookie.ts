/** The cookie that holds a session's token, and the word that a form of the session carries against forgery. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import { SESSION_LIFE } from '../../../commands/supervision/board-access.js'

const NAME = 'ssj-board'
const PATH = '/board'
const TOKEN = /^[0-9a-f]{64}$/

export const isToken = (word: unknown): word is string => typeof word === 'string' && TOKEN.test(word)

/** Undefined for none and for what cannot be one. */
export function readToken({ headers }: Request): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim().split('='))
  const [, token] = cookies.find(([name]) => name === NAME) ?? []
  return isToken(token) ? token : undefined
}

const common = (isHttps: boolean) => ({
  ...({ httpOnly: true, sameSite: 'lax', path: PATH, secure: isHttps } as const),
})

export function setToken(response: Response, token: string, isHttps: boolean): void {
  response.cookie(NAME, token, { ...common(isHttps), maxAge: SESSION_LIFE })
}

export function clearToken(response: Response, isHttps: boolean): void {
  response.clearCookie(NAME, common(isHttps))
}

/** Nobody who cannot read the cookie can know it. */
export const formWord = (token: string): string =>
  createHash('sha256').update(`form ${token}`, 'utf8').digest('hex')

export function isFormWord(given: unknown, token: string): boolean {
  if (!isToken(given)) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(formWord(token)))
}
