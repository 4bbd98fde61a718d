/** Builds what tests run as child processes and worker threads; vitest calls it once before all tests. */
import { execFileSync } from 'node:child_process'

export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
