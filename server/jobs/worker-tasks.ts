/** The long work that is done beside the main loop, by name; each task loads only what it needs. */
import type { TemplateKind } from '../../commands/registries/kinds/kinds.js'
import type { FileStore } from '../../db/files.js'
import type { Store } from '../../db/store.js'
import type { BoardAsk } from '../board/board-ask.js'
import type { DigestInput } from '../board/keep-digest-picture.js'
import type { RulesOrder } from '../credit/weigh-rules.js'
import type { ExportInput } from '../documents/export-results.js'
import type { BulletinInput } from '../documents/write-bulletin.js'
import type { FreezeInput } from '../draw/freeze.js'
import type { LookUpInput } from '../draw/look-up-firm.js'
import type { AnnounceInput } from '../draw/prepare-attachments.js'
import type { ReplaceInput } from '../draw/replace.js'
import type { RunInput } from '../draw/run.js'
import type { VerifyInput } from '../draw/verify-kept.js'
import type { CheckOrder } from '../import/check-file.js'
import type { WeighOrder } from '../import/weigh-import.js'

export const workerTasks = {
  async preview(store: Store, files: FileStore, input: Omit<FreezeInput, 'drawNo'>) {
    const { previewPlan } = await import('../draw/freeze.js')
    return previewPlan(store, files, input)
  },
  async freeze(store: Store, files: FileStore, input: FreezeInput) {
    const { freezeDraw } = await import('../draw/freeze.js')
    return freezeDraw(store, files, input)
  },
  async run(store: Store, files: FileStore, input: RunInput) {
    const { runDraw } = await import('../draw/run.js')
    return runDraw(store, files, input)
  },
  async announce(store: Store, files: FileStore, input: AnnounceInput) {
    const { prepareAttachments } = await import('../draw/prepare-attachments.js')
    return prepareAttachments(store, files, input)
  },
  async replace(store: Store, files: FileStore, input: ReplaceInput) {
    const { replaceInspectors } = await import('../draw/replace.js')
    return replaceInspectors(store, files, input)
  },
  async proof(store: Store, files: FileStore, { drawNo }: { drawNo: string }) {
    const { keepProof } = await import('../draw/keep-proof.js')
    return keepProof(store, files, drawNo)
  },
  async 'hand-out-proof'(_: Store, files: FileStore, input: { drawNo: string; packed: string }) {
    const { handOutProof } = await import('../draw/hand-out-proof.js')
    return handOutProof(files, input)
  },
  async verify(store: Store, files: FileStore, input: VerifyInput) {
    const { verifyKept } = await import('../draw/verify-kept.js')
    return verifyKept(store, files, input)
  },
  async 'look-up'(store: Store, files: FileStore, input: LookUpInput) {
    const { lookUpFirm } = await import('../draw/look-up-firm.js')
    return lookUpFirm(store, files, input)
  },
  async plots(store: Store, _: FileStore, __: object) {
    const { drawPlots } = await import('../pages/draw-plots.js')
    return drawPlots(store)
  },
  async board(store: Store, _: FileStore, asked: BoardAsk) {
    const { answerBoard } = await import('../board/answer-board.js')
    return answerBoard(store, asked)
  },
  async digest(store: Store, files: FileStore, input: DigestInput) {
    const { keepDigestPicture } = await import('../board/keep-digest-picture.js')
    return keepDigestPicture(store, files, input)
  },
  async check(_: Store, __: FileStore, order: CheckOrder) {
    const { answerCheck } = await import('../import/answer-check.js')
    return answerCheck(order)
  },
  async 'weigh-import'(store: Store, files: FileStore, order: WeighOrder) {
    const { asAnswer } = await import('../import/answer-check.js')
    const { weighImport } = await import('../import/weigh-import.js')
    return asAnswer(weighImport(store, files, order))
  },
  async 'credit-rules'(store: Store, files: FileStore, order: RulesOrder) {
    const { asAnswer } = await import('../import/answer-check.js')
    const { weighRules } = await import('../credit/weigh-rules.js')
    return asAnswer(weighRules(store, files, order))
  },
  async form(store: Store, files: FileStore, input: { about: string; visits: string[] }) {
    const { writeForms } = await import('../documents/write-forms.js')
    return writeForms(store, files, input)
  },
  async 'form-template'(_: Store, files: FileStore, { file }: { file: string }) {
    const { findFormFault } = await import('../documents/write-forms.js')
    return findFormFault(files, file)
  },
  async export(store: Store, files: FileStore, input: ExportInput) {
    const { exportResults } = await import('../documents/export-results.js')
    return exportResults(store, files, input)
  },
  async bulletin(store: Store, files: FileStore, input: BulletinInput) {
    const { writeBulletin } = await import('../documents/write-bulletin.js')
    return writeBulletin(store, files, input)
  },
  async template(store: Store, files: FileStore, { kind }: { kind: TemplateKind }) {
    const { keepTemplate } = await import('../documents/template.js')
    return keepTemplate(store, files, kind)
  },
}

export type WorkerTask = keyof typeof workerTasks
export type TaskInput<T extends WorkerTask> = Parameters<(typeof workerTasks)[T]>[2]
export type TaskResult<T extends WorkerTask> = Awaited<ReturnType<(typeof workerTasks)[T]>>
