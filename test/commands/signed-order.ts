/** An order that is out, for the tests of what follows. */
import type { Desk } from '../chat/kit.ts'

/** Drafts by 项目办 and signs by 督查室: 督办〔2023〕001号, led by 示例镇, due on 22 September. */
export async function signOrder(desk: Desk): Promise<void> {
  await desk.as('office').privately('督办 示例甲 关键设备未到货 协办 能源局 要求：9月底前到场')
  await desk.as('supervision').privately('签发 1')
  await desk.as('supervision').privately('确认')
}
