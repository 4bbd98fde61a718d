/** Why a pushed change is not taken: an HTTP status, a code for programs, and words for people. */
export class WebhookRefusal extends Error {
  override readonly name = 'WebhookRefusal'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail: Record<string, unknown> = {},
  ) {
    super(message)
  }
}
