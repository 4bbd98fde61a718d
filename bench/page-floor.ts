/** The floor that public pages are measured against: Express, and one constant page. */
import express from 'express'

const page = `<!doctype html><title>floor</title><p>${'页'.repeat(Number(process.env.FLOOR_BYTES) / 3)}`
const app = express()
app.get('/readyz', (_, response) => void response.end())
app.get('/{*any}', (_, response) => void response.type('html').send(page))
app.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit())
