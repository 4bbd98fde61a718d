/** The part of autocannon that is used here; the package brings no types. */
declare module 'autocannon' {
  interface Request {
    body?: string
  }
  interface Options {
    url: string
    connections: number
    amount: number
    method: 'POST'
    headers: Record<string, string>
    requests: { setupRequest(request: Request): Request }[]
  }
  export default function autocannon(options: Options): Promise<{ '2xx': number }>
}
