/** TEMPORARY */
import { readConfig } from '../server/config.js'
import { startDemo } from '../server/demo.js'
import { startSystem } from '../server/main.js'

const config = readConfig(process.env)
const system = process.argv[2] === 'demo' ? await startDemo(config) : await startSystem({ config })
process.once('SIGTERM', () => void system.stop().then(() => process.exit()))
