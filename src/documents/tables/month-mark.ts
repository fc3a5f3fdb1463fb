/** Stands among a row's values when a date was only a month: any day of that month agrees with it. */
export const monthMark = (field: string): string => `${field}#month`
