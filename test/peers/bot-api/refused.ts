/** How Telegram says no: an HTTP status, a description and sometimes parameters. */

export type Params = Record<string, unknown>

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly parameters?: Params,
  ) {
    super(message)
    this.name = 'Refused'
  }

  get body(): Params {
    const { status, message, parameters } = this
    return { ok: false, error_code: status, description: message, ...(parameters && { parameters }) }
  }
}
