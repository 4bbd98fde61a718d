/** Where `npx drizzle-kit generate` reads the tables and writes the migrations. */

import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './db/sqlite/schema/*.ts',
  out: './db/migrations',
})
