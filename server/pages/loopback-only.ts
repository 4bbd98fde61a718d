/** Lets only this machine's own browser in; to everybody else the route is not there. */
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'

const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i
const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/

/** A proxy on this machine connects from loopback too, and a foreign page can bind its own name to 127.0.0.1. */
export function isLoopback({ socket, headers }: IncomingMessage): boolean {
  if (FORWARDING.some((name) => headers[name] !== undefined)) return false
  return LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '')
}

/** Leaves the router it stands in, so that the application answers as for any unknown path. */
export const loopbackOnly: RequestHandler = (request, _response, next) => {
  next(isLoopback(request) ? undefined : 'router')
}
