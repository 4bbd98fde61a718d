/** What every answer tells the browser: nothing from elsewhere, no script, and https only where people come by https. */
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
  return (request, response, next) => (isHttps(request) ? https : plain)(request, response, next)
}

/** Both HSTS and upgraded requests would lock people out of an intranet that has http alone. */
const headersFor = (https: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...POLICY, ...(https ? { upgradeInsecureRequests: [] } : {}) },
    },
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  })
