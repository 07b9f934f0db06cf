const [minute, hour, day] = [60, 3600, 86_400]
const year = 365 * day

/**
 * A time span in seconds as kubectl prints ages: `90s`, `5m12s`, `3h`, `4d2h`, `2y30d`
 * (Kubernetes: apimachinery pkg/util/duration, HumanDuration). A span that ends before it began is `<invalid>`, or `0s` where it
 * is a second off.
 */
export function humanDuration(span: number): string {
  const seconds = Math.trunc(span)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 2 * minute) return `${seconds}s`
  const minutes = Math.floor(seconds / minute)
  if (minutes < 10) return two(minutes, 'm', seconds % minute, 's')
  if (minutes < 3 * 60) return `${minutes}m`
  const hours = Math.floor(seconds / hour)
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(seconds / day)
  if (hours < 8 * 24) return two(days, 'd', hours % 24, 'h')
  if (seconds < 2 * year) return `${days}d`
  const years = Math.floor(seconds / year)
  return seconds < 8 * year ? two(years, 'y', days % 365, 'd') : `${years}y`
}

function two(first: number, unit: string, second: number, smaller: string): string {
  return second === 0 ? `${first}${unit}` : `${first}${unit}${second}${smaller}`
}
