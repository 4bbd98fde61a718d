/** Lends the nouns of a connection to one callback and takes them back. */

interface Loan<T> {
  lent: T
  end(): void
}

/** After `end` every method of `lent` rejects, so that nothing slips into a later transaction. */
export function lend<T extends object>(nouns: T, what: string): Loan<T> {
  let over = false
  const guard = <N extends object>(target: N): N =>
    new Proxy(target, {
      get(_, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value === 'object' && value !== null) return guard(value)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) =>
          over
            ? Promise.reject(new Error(`the ${what} is over: ${String(key)} came too late`))
            : value(...args)
      },
    })
  return {
    lent: guard(nouns),
    end() {
      over = true
    },
  }
}
