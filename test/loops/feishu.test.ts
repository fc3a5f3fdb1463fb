import { openFeishuWay } from '../scenario/ways/feishu.ts'
import { playLoops } from './stage.ts'

playLoops('the webhook of Feishu', () => openFeishuWay('webhook'))
