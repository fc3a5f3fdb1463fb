/** By WeCom's callbacks: the app in private, a group robot for notices, and a 智能机器人 in the group, if there is one. */
import { startFileHost } from '../../emulators/wecom/file-host.ts'
import { type Arrived, CORP } from '../../emulators/wecom/index.ts'
import { DEMO } from '../../program/demo-district.ts'
import { ADMIN, accountOf, GROUP, moveToWecom, readBy, startWithWecom } from '../../program/wecom.ts'
import { undoneLater } from '../../support/undone-later.ts'
import { lineFor, newestWith, type Way } from '../way.ts'

/** Where the robot is: the emulator names groups by their robots, the bot by their chatid. */
const ROBOT_GROUP = '重点项目调度群'
/** WeCom's limits are another test's subject. */
const QUOTAS = { memberPerMinute: 1000, hookPerMinute: 1000 }
const WIDE = { WECOM_CHAT_PER_MINUTE: '1000', WECOM_WEBHOOK_PER_MINUTE: '1000' }

export async function openWecomCallback(group: 'with a bot' | 'without a bot'): Promise<Way> {
  const hearsGroup = group === 'with a bot'
  const all = await startWithWecom(hearsGroup ? ['bot', 'app'] : ['app'], { ...DEMO, ...WIDE }, { quotas: QUOTAS })
  const { program, wecom } = all
  await moveToWecom(all)
  const host = await startFileHost()
  undoneLater(() => host.stop())
  let said = 7_561_234_567_890_200_000n

  const to = (who: string) => wecom.arrived.filter((message) => message.to === who)

  async function hear(who: string, text: string, where: 'private' | 'group', id: string): Promise<void> {
    if (where === 'private') await wecom.app.say(who, text, id)
    else await wecom.ask(who, text, { chat: GROUP, msgid: id })
    await program.settle()
  }

  const way: Way = {
    program,
    hearsGroup,
    reachesOnlyWhoWrote: false,
    async say(who, text, where = 'private') {
      said += 1n
      const id = said.toString()
      await hear(accountOf(who), text, where, id)
      return { again: () => hear(accountOf(who), text, where, id) }
    },
    async click(who, label) {
      await wecom.press(newestWith(to(accountOf(who)), labelsOf, label), label, accountOf(who))
      await program.settle()
    },
    async fill(who, entries) {
      await way.say(who, lineFor(entries))
    },
    async sendFile(who, name, content) {
      const { url } = host.put(name, content, CORP.botAesKey)
      await wecom.bot.sendFile(accountOf(who), url)
      await program.settle()
    },
    files: async (who) => to(accountOf(who)).flatMap(({ type, text }) => (type === 'file' ? [text] : [])),
    heard: async (who) =>
      who === 'group' ? [...readBy(all, GROUP), ...readBy(all, ROBOT_GROUP)] : readBy(all, accountOf(who)),
  }
  if (hearsGroup) await hear(ADMIN, '绑定', 'group', 'bind')
  await hear(ADMIN, `绑定 群机器人 ${wecom.addRobot(ROBOT_GROUP)} 调度群`, 'private', '7561234567890199999')
  return way
}

function labelsOf({ card }: Arrived): string[] {
  return card?.card_type === 'button_interaction' ? card.button_list.map(({ text }) => text) : []
}
