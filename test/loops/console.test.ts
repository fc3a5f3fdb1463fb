import { openConsole } from '../scenario/ways/console.ts'
import { playLoops } from './stage.ts'

playLoops('the console', openConsole)
