/** Puts the nouns of one connection together. */

import type { Tx, View } from '../store.js'
import { readBoard, writeBoard } from './board.js'
import { readChanges, writeChanges } from './changes.js'
import { readConduct, writeConduct } from './conduct.js'
import type { Connection } from './connection.js'
import { readConversations, writeConversations } from './conversations.js'
import { readCredit, writeCredit } from './credit.js'
import { readDrafts, writeDrafts } from './drafts.js'
import { readDraws, writeDraws } from './draws.js'
import { readFirms, writeFirms } from './firms.js'
import { readGroups, writeGroups } from './groups.js'
import { readIdentity, writeIdentity } from './identity.js'
import { readImportRequests, writeImportRequests } from './import-requests.js'
import { readInbox, writeInbox } from './inbox.js'
import { readMeasures, writeMeasures } from './measures.js'
import { readOffice, writeOffice } from './office.js'
import { readOutbox, writeOutbox } from './outbox.js'
import { readPlans, writePlans } from './plans.js'
import { readPublished } from './published.js'
import { readRechecks, writeRechecks } from './rechecks.js'
import { readRecords, writeRecords } from './records.js'
import { readRegistries, writeRegistries } from './registries.js'
import { readReplacements, writeReplacements } from './replacements.js'
import { readResults, writeResults } from './results.js'
import { readShares, writeShares } from './shares.js'
import { readTransfers, writeTransfers } from './transfers.js'
import { readVisits, writeVisits } from './visits.js'

export function createView(connection: Connection): View {
  return {
    ...readRegistries(connection),
    ...readFirms(connection),
    ...readChanges(connection),
    ...readPlans(connection),
    ...readDraws(connection),
    ...readReplacements(connection),
    ...readVisits(connection),
    ...readRecords(connection),
    ...readDrafts(connection),
    ...readCredit(connection),
    ...readShares(connection),
    ...readMeasures(connection),
    ...readConduct(connection),
    ...readResults(connection),
    ...readTransfers(connection),
    ...readRechecks(connection),
    ...readPublished(connection),
    ...readIdentity(connection),
    ...readGroups(connection),
    ...readInbox(connection),
    ...readOutbox(connection),
    ...readConversations(connection),
    ...readOffice(connection),
    ...readImportRequests(connection),
    ...readBoard(connection),
  }
}

export function createTx(connection: Connection): Tx {
  return {
    ...writeRegistries(connection),
    ...writeFirms(connection),
    ...writeChanges(connection),
    ...writePlans(connection),
    ...writeDraws(connection),
    ...writeReplacements(connection),
    ...writeVisits(connection),
    ...writeRecords(connection),
    ...writeDrafts(connection),
    ...writeCredit(connection),
    ...writeShares(connection),
    ...writeMeasures(connection),
    ...writeConduct(connection),
    ...writeResults(connection),
    ...writeTransfers(connection),
    ...writeRechecks(connection),
    ...readPublished(connection),
    ...writeIdentity(connection),
    ...writeGroups(connection),
    ...writeInbox(connection),
    ...writeOutbox(connection),
    ...writeConversations(connection),
    ...writeOffice(connection),
    ...writeImportRequests(connection),
    ...writeBoard(connection),
  }
}
