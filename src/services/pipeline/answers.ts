/** What 招商 and 储备 answer to a change, and what they ask before it. */
import { button, type Card, say } from '../../chat/card.ts'
import type { Context, Doubt } from '../../chat/command.ts'
import type { Pipeline } from './names.ts'

/** A change of one project, with the way to it. */
export function done(list: Pipeline, title: string, shortName: string, note?: string): Card {
  return say(title, {
    tone: 'good',
    ...(note === undefined ? {} : { blocks: [{ kind: 'note' as const, text: note }] }),
    actions: [button('看这个项目', `${list} ${shortName}`), button(`${list}汇总`, list)],
  })
}

/** It is a key project now: what has to follow. `was`: its short name on the list. */
export function converted(
  { today }: Context,
  list: Pipeline,
  project: { readonly shortName: string },
  was: string,
): Card {
  const month = Number(today.slice(5, 7))
  const text = `下达年度计划后才进入调度和考评，请发：计划 ${project.shortName} 金额 ${month}月纳入 原因`
  return say(`已转为重点项目：${project.shortName}`, {
    tone: 'good',
    blocks: [{ kind: 'note', text }],
    actions: [
      button('看项目', `项目 ${project.shortName}`),
      button('补齐五个一', `包联 ${project.shortName}`),
      button(`看${list}过程`, `${list} ${was}`),
    ],
  })
}

/** Whether a new name is another project than the one with a similar name; nothing to ask without one. */
export function similarDoubts(list: Pipeline, similar: string | null, shortName: string): Doubt[] {
  if (similar === null) return []
  const sentence = `${list === '储备' ? '储备库' : '名单'}里有相近的“${similar}”。“${shortName}”是另一个项目吗？`
  return [{ sentence, instead: { label: `看${similar}`, action: `${list} ${similar}` } }]
}

/** Whether it is to be a key project. `lack`: what is not ready, as a sentence. */
export function conversionDoubt(list: Pipeline, shortName: string, existing: string | null, lack = ''): Doubt {
  const into = existing === null ? '新建一个重点项目' : `连到重点项目“${existing}”`
  return { sentence: `${lack}把${list}项目“${shortName}”转为重点项目（${into}）？来源和过程都保留` }
}
