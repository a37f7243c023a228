/** The days of a week, from Monday on, by the names that flows are written with. */
export { WEEKDAYS } from '../../shared/business-hours.ts'
