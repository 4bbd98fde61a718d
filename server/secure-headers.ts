/** What every answer tells the browser: nothing from elsewhere, no script, and https only where people come by https. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'

const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
}

/** @param publicUrl the address of the settings, null for none: a proxy on another machine may not say that it speaks https */
export function secureHeaders(publicUrl: string | null): RequestHandler {
  const publicHost = publicUrl?.startsWith('https:') ? new URL(publicUrl).host : null
  const isHttps = (request: Request) => request.secure || request.headers.host === publicHost
  const [plain, https] = [headersFor(false), headersFor(true)]
  return (request, response, next) => {
    for (const [name, value] of isHttps(request) ? https : plain) response.setHeader(name, value)
    next()
  }
}

/**
 * What helmet would set, asked for once: it is the same for every answer, and a dozen handlers cost more than most pages.
 * Both HSTS and upgraded requests would lock people out of an intranet that has http alone.
 */
function headersFor(https: boolean): [string, string][] {
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...POLICY, ...(https ? { upgradeInsecureRequests: [] } : {}) },
    },
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  })
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  set(request, response, (error) => {
    if (error) throw error
  })
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)])
}
