/** What officials call the permits of the default catalogue; a part of the name works without being listed here. */
const NICKNAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['filing', ['立项', '项目备案', '立项备案']],
  ['approval', ['立项核准', '项目核准']],
  ['site', ['用地预审', '选址意见书']],
  ['land-plan', ['用地规划', '用地规划许可', '地规']],
  ['land-supply', ['供地', '农转用', '土地出让']],
  ['energy', ['能评', '节能']],
  ['environment-report', ['环评', '环评报告书', '环评书']],
  ['environment-form', ['环评', '环评报告表', '环评表']],
  ['soil', ['水保', '水土保持']],
  ['water', ['取水', '水资源论证']],
  ['flood', ['洪评', '防洪']],
  ['grassland', ['林草', '林地', '草原', '使用林地']],
  ['stability', ['稳评']],
  ['safety-conditions', ['安评', '安全条件']],
  ['work-plan', ['工程规划', '工程规划许可', '工规']],
  ['safety-design', ['安全设计', '安设审查']],
  ['shelter', ['人防']],
  ['drawings', ['图审', '施工图']],
  ['fire-design', ['消防', '消防审查', '消防设计']],
  ['tender', ['招投标', '质安监']],
  ['works', ['施工许可', '施工许可证', '开工证']],
  ['lightning', ['防雷']],
  ['utilities', ['报装', '水电气热']],
  ['joint-acceptance', ['联验', '竣工联合验收']],
  ['acceptance-filing', ['竣工备案', '竣工验收备案']],
  ['own-acceptance', ['自主验收']],
  ['emission', ['排污', '排污许可']],
  ['safety-licence', ['安全生产许可证', '试生产']],
  ['title', ['不动产', '不动产证', '产权证']],
])

export function permitNicknames(code: string): readonly string[] {
  return NICKNAMES.get(code) ?? []
}
