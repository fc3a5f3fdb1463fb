/** What people call the rows of a table, where an import has to name what stands in its way. */

const WORDS: ReadonlyMap<string, string> = new Map([
  ['unit', '单位资料'],
  ['person', '人员资料'],
  ['membership', '任职'],
  ['project', '项目资料'],
  ['project_alias', '别名'],
  ['assignment', '五个一'],
  ['annual_plan', '年度计划'],
  ['target_point', '目标'],
  ['ledger_entry', '台账数'],
  ['report', '旬报'],
  ['correction', '更正'],
  ['problem', '问题'],
  ['problem_co_unit', '问题'],
  ['milestone', '节点'],
  ['stoppage', '停复工'],
  ['exemption', '豁免'],
  ['disqualification', '不参评'],
  ['inspection', '核查'],
  ['evaluation', '考评'],
  ['plate', '亮牌'],
  ['objection', '异议'],
  ['supervision_order', '督办提示'],
  ['reminder_item', '提醒'],
  ['platform_identity', '绑定的账号'],
  ['bind_request', '绑定申请'],
  ['permit', '手续'],
  ['permit_step', '手续办理'],
  ['promotion_project', '招商项目'],
  ['promotion_step', '招商进展'],
  ['promotion_funds', '到位资金'],
  ['unit_target', '单位目标'],
  ['unit_month', '单位月分'],
])

/** '旬报' of 'report'. */
export function showTable(table: string): string {
  return WORDS.get(table.replaceAll('"', '')) ?? '记录'
}
