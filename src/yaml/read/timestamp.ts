const timestamp =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(\.\d+)?(Z|[-+]\d\d:\d\d)| (\d\d?):(\d\d?):(\d\d?)(\.\d+)?)?$/

/**
 * What go-yaml makes of a date (resolve.go: allowedTimestampFormats), as JSON shows it, in RFC 3339: v3 of any plain
 * scalar, v2 where the tag asks for one. Undefined where the calendar or the clock has no such time.
 */
export function readTimestamp(text: string): string | undefined {
  const match = timestamp.exec(text)
  if (!match) return undefined
  const [, year = '', month = '', day = ''] = match
  const [hour, minute, second, fraction = '', zone = 'Z'] =
    match[4] === undefined ? match.slice(9) : match.slice(4)
  const date = [year, pad(month), pad(day)].join('-')
  const time = [pad(hour), pad(minute), pad(second)].join(':')
  if (
    !isCalendarDate(Number(year), Number(month), Number(day)) ||
    !isTime(hour, minute, second) ||
    !isZone(zone)
  )
    return undefined
  return `${date}T${time}${fraction.slice(0, 10).replace(/(?<!0)\.?0+$/, '')}${zone === '+00:00' ? 'Z' : zone}`
}

function pad(part: string | undefined): string {
  return (part ?? '0').padStart(2, '0')
}

function isTime(hour = '0', minute = '0', second = '0'): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
}

/** Go's time.Parse takes offsets of up to 24 hours and 60 minutes. */
function isZone(zone: string): boolean {
  return zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) <= 60)
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}
