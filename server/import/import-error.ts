/** The file as a whole cannot be read; the message tells the person who handed it in what to do. */
export class ImportError extends Error {
  /** Whether it would be imported when somebody insists. */
  readonly forceable: boolean

  constructor(
    message: string,
    { forceable = false, ...options }: ErrorOptions & { forceable?: boolean } = {},
  ) {
    super(message, options)
    this.name = 'ImportError'
    this.forceable = forceable
  }
}
