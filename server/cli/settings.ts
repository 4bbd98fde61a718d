/** The settings of the installation in whose directory the command runs. */
import { existsSync } from 'node:fs'
import { type Config, ConfigError, readConfig } from '../config.js'
import { Failure } from './failure.js'

/** Variables that are set already win over the `.env` file. @throws Failure with one line for each wrong setting */
export function readSettings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new Failure(error.lines.map((line) => `设置有误 ${line}`).join('\n'))
  }
}
