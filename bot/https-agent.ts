/** Connections by https, through a proxy where one is set, that give up on their own when they cannot be opened. */
import type http from 'node:http'
import https from 'node:https'
import { TLSSocket } from 'node:tls'
import { HttpsProxyAgent } from 'https-proxy-agent'

/**
 * An agent for `https:` addresses. A connection not ready after `handshake` milliseconds fails with a message that
 * begins with `connect`, long before the request's own time is up: so a blocked network counts as "surely not sent".
 */
export function createAgent(proxy: string | null, handshake = 10_000): http.Agent {
  return proxy === null ? new DirectAgent(handshake) : new ProxyAgent(proxy, handshake)
}

class DirectAgent extends https.Agent {
  constructor(private readonly handshake: number) {
    super({ keepAlive: true })
  }

  override createConnection(...args: Parameters<https.Agent['createConnection']>) {
    const socket = super.createConnection(...args)
    if (socket instanceof TLSSocket) limitHandshake(socket, this.handshake)
    return socket
  }
}

class ProxyAgent extends HttpsProxyAgent<string> {
  constructor(
    proxy: string,
    private readonly handshake: number,
  ) {
    super(proxy, { keepAlive: true })
  }

  override async connect(...args: Parameters<HttpsProxyAgent<string>['connect']>) {
    const socket = await within(this.handshake, super.connect(...args))
    // On a refusal the package plays back the proxy's own answer, which would be taken for that of whoever was asked.
    if (!(socket instanceof TLSSocket)) throw new Error('connect: the proxy refused the tunnel')
    limitHandshake(socket, this.handshake)
    return socket
  }
}

function limitHandshake(socket: TLSSocket, limit: number): void {
  const timer = setTimeout(() => socket.destroy(new Error('connect: no TLS session in time')), limit)
  socket.once('secureConnect', () => clearTimeout(timer))
  socket.once('close', () => clearTimeout(timer))
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('connect: no answer from the proxy in time')), limit)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
