/** All commands, in the order in which the help names them. A new command = one file here + one line in this list. */
import type { Command } from '../src/chat/command.ts'
import { assignCommand } from './assign.ts'
import { auditCommand } from './audit.ts'
import { bindCommand } from './bind.ts'
import { boardCommand } from './board.ts'
import { burdenCommand } from './burden.ts'
import { claimCommand } from './claim.ts'
import { closeCommand } from './close.ts'
import { confirmCloseCommand } from './confirm-close.ts'
import { correctCommand } from './correct.ts'
import { decideCorrectionCommand } from './decide-correction.ts'
import { decideObjectionCommand } from './decide-objection.ts'
import { defineCommandOfFigures } from './define.ts'
import { detailCommand } from './detail.ts'
import { dispatchCommand } from './dispatch.ts'
import { disqualifyCommand } from './disqualify.ts'
import { escalateCommand } from './escalate.ts'
import { evaluateCommand } from './evaluate.ts'
import { exemptCommand } from './exempt.ts'
import { feedbackCommand } from './feedback.ts'
import { fiveCommand } from './five.ts'
import { frequencyCommand } from './frequency.ts'
import { helpCommand } from './help.ts'
import { historyCommand } from './history.ts'
import { holdCommand } from './hold.ts'
import { inspectCommand } from './inspect.ts'
import { leaveCommand } from './leave.ts'
import { lockCommand } from './lock.ts'
import { milestoneCommand } from './milestone.ts'
import { mineCommand } from './mine.ts'
import { missingCommand } from './missing.ts'
import { moveCommand } from './move.ts'
import { objectCommand } from './object.ts'
import { overviewCommand } from './overview.ts'
import { planCommand } from './plan.ts'
import { platesCommand } from './plates.ts'
import { problemCommand } from './problem.ts'
import { problemsCommand } from './problems.ts'
import { projectCommand } from './project.ts'
import { projectsCommand } from './projects.ts'
import { publishCommand } from './publish.ts'
import { rankCommand } from './rank.ts'
import { rehearseCommand } from './rehearse.ts'
import { rejectCommand } from './reject.ts'
import { reportCommand } from './report.ts'
import { resendCommand } from './resend.ts'
import { reviewCommand } from './review.ts'
import { rewardCommand } from './reward.ts'
import { rosterCommand } from './roster.ts'
import { rulesCommand } from './rules.ts'
import { sendBackCommand } from './send-back.ts'
import { shelveCommand } from './shelve.ts'
import { suggestCommand } from './suggest.ts'
import { suspendCommand } from './suspend.ts'
import { targetCommand } from './target.ts'
import { unreachableCommand } from './unreachable.ts'
import { urgeCommand } from './urge.ts'
import { verifyCommand } from './verify.ts'

export const commands: readonly Command[] = [
  helpCommand(() => commands),
  reportCommand,
  correctCommand,
  moveCommand,
  problemCommand,
  problemsCommand,
  assignCommand,
  feedbackCommand,
  closeCommand,
  confirmCloseCommand,
  sendBackCommand,
  escalateCommand,
  shelveCommand,
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
  rankCommand,
  rewardCommand,
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
  rosterCommand,
  unreachableCommand,
  auditCommand(() => commands),
  bindCommand,
  claimCommand,
  rehearseCommand,
  leaveCommand,
]
