/** The floor that messages are measured against: Express, and one durable commit of one row for each request. */
import Database from 'better-sqlite3'
import express from 'express'

const db = new Database(process.env.FLOOR_FILE!)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE received (id INTEGER PRIMARY KEY, body TEXT NOT NULL)')
const insert = db.prepare('INSERT INTO received (body) VALUES (?)')

const app = express()
app.get('/readyz', (_, response) => void response.end())
app.post('/received', express.text({ type: () => true }), (request, response) => {
  insert.run(request.body)
  response.end()
})
app.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit())
