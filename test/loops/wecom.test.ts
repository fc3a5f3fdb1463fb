import { openWecomConnected } from '../scenario/ways/wecom-connected.ts'
import { playLoops } from './stage.ts'

playLoops('the long connection of WeCom', openWecomConnected)
