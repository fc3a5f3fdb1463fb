/** What 帮办 asks for when a line leaves it out. */
import { type Card, say } from '../../chat/card.ts'
import { serviceWays, showWay } from '../../domain/agency.ts'

export function askForm(project: string): Card {
  return say(`${project} 需要帮办什么？`, {
    blocks: [
      {
        kind: 'form',
        name: 'help',
        fields: [
          {
            name: 'matter',
            label: '什么事',
            type: 'multiline',
            required: true,
            placeholder: '如：施工许可材料怎么准备',
          },
        ],
        submit: { label: '申请帮办', action: `帮办 ${project}` },
        typed: `例如：帮办 ${project} 施工许可材料怎么准备`,
      },
    ],
  })
}

export function recordForm(head: string, text: string): Card {
  return say('请写方式和做了什么', {
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        name: 'service',
        fields: [
          {
            name: 'way',
            label: '方式',
            type: 'choice',
            required: true,
            options: serviceWays.map((way) => ({ label: showWay(way), value: showWay(way) })),
          },
          {
            ...{ name: 'text', label: '做了什么', type: 'multiline', required: true },
            ...(text === '' ? {} : { value: text }),
          },
        ],
        submit: { label: '登记', action: head },
        typed: `例如：${head} 上门 送材料清单`,
      },
    ],
  })
}

export function resultForm(number: number, verb: 'finish' | 'stop'): Card {
  const [ask, label, word, sample] =
    verb === 'finish'
      ? ['请写办理结果', '办理结果', '办结', '施工许可已取证']
      : ['请写终止的原因', '原因', '终止', '企业调整方案']
  return say(`${number} 号帮办${ask}`, {
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        name: 'result',
        fields: [{ name: 'result', label, type: 'multiline', required: true }],
        submit: { label: word, action: `帮办 ${number} ${word}` },
        typed: `例如：帮办 ${number} ${word} ${sample}`,
      },
    ],
  })
}
