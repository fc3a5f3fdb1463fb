/** 手续目录: the items of a stage with who is in charge and how long it may take. */
import { button, type Card, say } from '../../chat/card.ts'
import { type PermitStage, permitStages, showLimit } from '../../domain/permits/catalogue.ts'
import { type CatalogueItem, promiseOf, showStageOf, statutoryOf } from './catalogue.ts'

export function catalogueCard(items: readonly CatalogueItem[], stage: PermitStage | null): Card {
  return stage === null ? stagesCard(items) : stageCard(items, stage)
}

function stagesCard(items: readonly CatalogueItem[]): Card {
  const without = items.filter((item) => promiseOf(item) === null).length
  return say(`手续目录 ${items.length} 项，分四个阶段`, {
    blocks: [
      {
        kind: 'list',
        items: permitStages.map((stage) => {
          const own = items.filter((item) => showStageOf(item.stage) === stage)
          return {
            text: `${stage} ${own.length} 项`,
            detail: `必备：${
              own
                .filter(({ starred }) => starred)
                .map(({ name }) => name)
                .join('、') || '无'
            }`,
          }
        }),
      },
      {
        kind: 'note',
        text: `承诺时限由本区填写${without === 0 ? '' : `，还有 ${without} 项没有填，暂按法定时限计`}。填写请发：手续目录 施工许可证 承诺 3个工作日`,
      },
    ],
    actions: permitStages.map((stage) => button(`看${stage}`, `手续目录 ${stage}`)),
  })
}

function stageCard(items: readonly CatalogueItem[], stage: PermitStage): Card {
  const own = items.filter((item) => showStageOf(item.stage) === stage)
  return say(`手续目录 ${stage}阶段 ${own.length} 项`, {
    blocks: [
      {
        kind: 'list',
        items: own.map((item) => ({ text: `${item.name}${item.starred ? ' ★' : ''}`, detail: detailOf(item) })),
      },
      { kind: 'note', text: '★ 通常开工前必备（竣工验收阶段为投产前）；法定时限供参考，以现行规定为准' },
    ],
    actions: permitStages.filter((one) => one !== stage).map((one) => button(`看${one}`, `手续目录 ${one}`)),
  })
}

/** '区自然资源局；承诺 5 个工作日，法定 20 个工作日；与供地合并办理' */
export function detailOf(item: CatalogueItem): string {
  const promise = promiseOf(item)
  const law = statutoryOf(item)
  return [
    item.authorityUnit?.shortName ?? `${item.authority}（未定单位）`,
    `${promise === null ? '承诺未填' : `承诺 ${showLimit(promise)}`}，${law === null ? '法定无' : `法定 ${showLimit(law)}`}`,
    ...(item.note === null ? [] : [item.note]),
  ].join('；')
}
