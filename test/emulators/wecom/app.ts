/** A 自建应用's callbacks: XML, repeated up to three times when the program does not answer 200. */
import type { Answered, Courier } from './courier.ts'
import type { Pressing } from './presses.ts'
import type { Corp } from './rest.ts'
import type { World } from './world.ts'

const ATTEMPTS = 3

export class App {
  #messages = 7_561_234_567_890_123_457n

  readonly #world: World
  readonly #courier: Courier
  readonly #corp: Corp

  constructor(world: World, courier: Courier, corp: Corp) {
    this.#world = world
    this.#courier = courier
    this.#corp = corp
  }

  /** A private message; `msgId` again: WeCom delivers the same one twice. */
  say(userId: string, text: string, msgId?: string): Promise<Answered> {
    this.#messages += 1n
    const id = msgId ?? this.#messages.toString()
    return this.deliver(`${this.#head(userId, 'text')}<Content>${cdata(text)}</Content><MsgId>${id}</MsgId>`)
  }

  press({ key, taskId, cardType, selected }: Pressing, userId: string, responseCode: string): Promise<Answered> {
    const items = selected
      .map(([question, ids]) => {
        const options = ids.map((id) => `<OptionId>${cdata(id)}</OptionId>`).join('')
        return `<SelectedItem><QuestionKey>${cdata(question)}</QuestionKey><OptionIds>${options}</OptionIds></SelectedItem>`
      })
      .join('')
    return this.deliver(
      `${this.#head(userId, 'event')}<Event>${cdata('template_card_event')}</Event><EventKey>${cdata(key)}</EventKey>` +
        `<TaskId>${cdata(taskId)}</TaskId><CardType>${cdata(cardType)}</CardType>` +
        `<ResponseCode>${cdata(responseCode)}</ResponseCode>${items === '' ? '' : `<SelectedItems>${items}</SelectedItems>`}`,
    )
  }

  async deliver(elements: string): Promise<Answered> {
    const { corpId, agentId } = this.#corp
    const plain = `<xml>${elements}<AgentID>${agentId}</AgentID></xml>`
    let answered: Answered | null = null
    for (let attempt = 0; attempt < ATTEMPTS && answered?.status !== 200; attempt += 1) {
      answered = await this.#courier.post(
        (encrypted) =>
          `<xml><ToUserName>${cdata(corpId)}</ToUserName><AgentID>${cdata(agentId)}</AgentID><Encrypt>${cdata(encrypted)}</Encrypt></xml>`,
        plain,
      )
    }
    if (answered === null) throw new Error('not delivered')
    return answered
  }

  #head(userId: string, type: string): string {
    const seconds = Math.floor(this.#world.now() / 1000)
    return (
      `<ToUserName>${cdata(this.#corp.corpId)}</ToUserName><FromUserName>${cdata(userId)}</FromUserName>` +
      `<CreateTime>${seconds}</CreateTime><MsgType>${cdata(type)}</MsgType>`
    )
  }
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
