/** /transfer 移送: a lead outside a department's duty goes to the department that has it, or to an organ of justice (四(二)5). */

import { withCaller } from '../audiences.js'
import type { Command } from '../command.js'
import { messages } from '../messages.js'
import {
  acknowledge,
  answerReceipt,
  giveBack,
  type ReceiptDialogue,
  settleTransfer,
} from './answer-transfer.js'
import { ownResults } from './own-result.js'
import { readTransferLine, type TransferArgs } from './read-transfer-line.js'
import { resendTransfer, sendTransfer } from './send-transfer.js'
import { listTransfers, refuseOtherGroups, viewTransfer } from './show-transfers.js'

export const transfer: Command<TransferArgs> = {
  words: ['transfer', '移送'],
  summary: '把检查发现的线索移送其他部门或司法机关，确认、退回收到的线索',
  usage:
    '/transfer（列出本部门没有办结的移送）\n/transfer 移送编号\n/transfer 任务编号 部门名称 线索=…（材料作为附件一起发）\n/transfer 任务编号 司法机关 机关名称 文号=… 日期=… 材料=…、… 线索=…\n/transfer 收到 移送编号\n/transfer 收到 移送编号 回执=… 接收人=…（司法机关收到的，由移送部门登记；没有文号写 回执=无）\n/transfer 退回 移送编号 理由\n/transfer 改送 移送编号 部门名称（被退回的；也可以改送司法机关）\n/transfer 了结 移送编号 理由（被退回后不再移送的）',
  async example(ctx) {
    const [open] = await ownResults(withCaller(ctx), ['review', 'decision', 'disclosure', 'disclosed'])
    return messages.transfer.example(open?.visit ?? 'RW2026-003-07')
  },
  audience: { roles: ['office', 'leader'], chats: ['private', 'department'] },
  parse: readTransferLine,
  async run(args, context) {
    const ctx = withCaller(context)
    refuseOtherGroups(ctx)
    switch (args.act) {
      case 'list':
        return listTransfers(ctx)
      case 'view':
        return viewTransfer(ctx, args.id)
      case 'send':
        return sendTransfer(ctx, args)
      case 'resend':
        return resendTransfer(ctx, args)
      case 'acknowledge':
        return acknowledge(ctx, args.id, args.receipt)
      case 'return':
        return giveBack(ctx, args.id, args.reason)
      case 'settle':
        return settleTransfer(ctx, args.id, args.reason)
    }
  },
  answer(state, text, context) {
    const ctx = withCaller(context)
    refuseOtherGroups(ctx)
    return answerReceipt(state as ReceiptDialogue, text, ctx)
  },
}
