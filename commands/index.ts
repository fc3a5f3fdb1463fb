/** All commands, in the order in which the help names them. A new command = one file here + one line in this list. */
import type { Command } from '../src/chat/command.ts'
import { acceptCommand } from './accept.ts'
import { agentCommand } from './agent.ts'
import { assignCommand } from './assign.ts'
import { auditCommand } from './audit.ts'
import { bindCommand } from './bind.ts'
import { boardCommand } from './board.ts'
import { bulletinCommand } from './bulletin.ts'
import { burdenCommand } from './burden.ts'
import { cardCommand } from './card.ts'
import { claimCommand } from './claim.ts'
import { closeCommand } from './close.ts'
import { closeOrderCommand } from './close-order.ts'
import { confirmCloseCommand } from './confirm-close.ts'
import { confirmImportCommand } from './confirm-import.ts'
import { correctCommand } from './correct.ts'
import { countdownCommand } from './countdown.ts'
import { decideCorrectionCommand } from './decide-correction.ts'
import { decideExtensionCommand } from './decide-extension.ts'
import { decideObjectionCommand } from './decide-objection.ts'
import { defaultLeadCommand } from './default-lead.ts'
import { defineCommandOfFigures } from './define.ts'
import { detailCommand } from './detail.ts'
import { dispatchCommand } from './dispatch.ts'
import { disqualifyCommand } from './disqualify.ts'
import { enterpriseCommand } from './enterprise.ts'
import { escalateCommand } from './escalate.ts'
import { evaluateCommand } from './evaluate.ts'
import { exemptCommand } from './exempt.ts'
import { extendCommand } from './extend.ts'
import { feedbackCommand } from './feedback.ts'
import { fiveCommand } from './five.ts'
import { frequencyCommand } from './frequency.ts'
import { helpCommand } from './help.ts'
import { historyCommand } from './history.ts'
import { holdCommand } from './hold.ts'
import { importCommand } from './import.ts'
import { importDetailCommand } from './import-detail.ts'
import { inspectCommand } from './inspect.ts'
import { jointCommand } from './joint.ts'
import { leaveCommand } from './leave.ts'
import { ledgerCommand } from './ledger.ts'
import { listsCommand } from './lists.ts'
import { lockCommand } from './lock.ts'
import { milestoneCommand } from './milestone.ts'
import { mineCommand } from './mine.ts'
import { missingCommand } from './missing.ts'
import { moveCommand } from './move.ts'
import { objectCommand } from './object.ts'
import { overviewCommand } from './overview.ts'
import { permitCatalogueCommand } from './permit-catalogue.ts'
import { permitsCommand } from './permits.ts'
import { planCommand } from './plan.ts'
import { platesCommand } from './plates.ts'
import { problemCommand } from './problem.ts'
import { problemsCommand } from './problems.ts'
import { projectCommand } from './project.ts'
import { projectsCommand } from './projects.ts'
import { promotionCommand } from './promotion.ts'
import { publishCommand } from './publish.ts'
import { rankCommand } from './rank.ts'
import { rehearseCommand } from './rehearse.ts'
import { rejectCommand } from './reject.ts'
import { reportCommand } from './report.ts'
import { resendCommand } from './resend.ts'
import { reserveCommand } from './reserve.ts'
import { returnOrderCommand } from './return-order.ts'
import { reviewCommand } from './review.ts'
import { reviseCommand } from './revise.ts'
import { rewardCommand } from './reward.ts'
import { rosterCommand } from './roster.ts'
import { rulesCommand } from './rules.ts'
import { sendBackCommand } from './send-back.ts'
import { serviceCommand } from './service.ts'
import { shelveCommand } from './shelve.ts'
import { signCommand } from './sign.ts'
import { strategyCommand } from './strategy.ts'
import { submitOrderCommand } from './submit-order.ts'
import { suggestCommand } from './suggest.ts'
import { superviseCommand } from './supervise.ts'
import { suspendCommand } from './suspend.ts'
import { targetCommand } from './target.ts'
import { undoImportCommand } from './undo-import.ts'
import { unreachableCommand } from './unreachable.ts'
import { urgeCommand } from './urge.ts'
import { verifyCommand } from './verify.ts'
import { visitCommand } from './visit.ts'
import { voidOrderCommand } from './void-order.ts'

export const commands: readonly Command[] = [
  helpCommand(() => commands),
  reportCommand,
  correctCommand,
  moveCommand,
  problemCommand,
  problemsCommand,
  listsCommand,
  assignCommand,
  defaultLeadCommand,
  acceptCommand,
  feedbackCommand,
  closeCommand,
  confirmCloseCommand,
  sendBackCommand,
  escalateCommand,
  shelveCommand,
  agentCommand,
  cardCommand,
  jointCommand,
  visitCommand,
  enterpriseCommand,
  strategyCommand,
  permitsCommand,
  permitCatalogueCommand,
  countdownCommand,
  serviceCommand,
  superviseCommand,
  signCommand,
  reviseCommand,
  submitOrderCommand,
  extendCommand,
  decideExtensionCommand,
  closeOrderCommand,
  returnOrderCommand,
  voidOrderCommand,
  missingCommand,
  urgeCommand,
  reviewCommand,
  lockCommand,
  dispatchCommand,
  evaluateCommand,
  platesCommand,
  detailCommand,
  objectCommand,
  decideObjectionCommand,
  publishCommand,
  holdCommand,
  rejectCommand,
  decideCorrectionCommand,
  resendCommand,
  burdenCommand,
  frequencyCommand,
  mineCommand,
  overviewCommand,
  boardCommand,
  projectCommand,
  projectsCommand,
  historyCommand,
  fiveCommand,
  promotionCommand,
  reserveCommand,
  rankCommand,
  rewardCommand,
  ledgerCommand,
  bulletinCommand,
  planCommand,
  targetCommand,
  milestoneCommand,
  suspendCommand,
  verifyCommand,
  inspectCommand,
  exemptCommand,
  disqualifyCommand,
  defineCommandOfFigures,
  suggestCommand,
  rulesCommand,
  importCommand,
  importDetailCommand,
  confirmImportCommand,
  undoImportCommand,
  rosterCommand,
  unreachableCommand,
  auditCommand(() => commands),
  bindCommand,
  claimCommand,
  rehearseCommand,
  leaveCommand,
]
