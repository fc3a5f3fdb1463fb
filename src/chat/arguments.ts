/** The readers of typed arguments, in one place for the declarations of commands. */
export { optional, restText, words } from './argument.ts'
export { anEnterprise, aPerson, aProject, aPromotion, aReserve, aUnit } from './name-arguments.ts'
export { aDay, aMoney, aMonth, aNumber, aPastDay, aPercent, aQuarter, aTenDay, oneOf } from './value-arguments.ts'
