/** The proof of a small draw, made by the demo on its real addresses. */
import { openFileStore } from '../../../db/files.js'
import { writeProof } from '../../../server/draw/write-proof.js'
