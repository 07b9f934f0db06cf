/** Whether a scalar holds an action of a template on a Helm chart's own values, such as `{{ .Values.replicas }}`. */
export function holdsChartAction(text: string): boolean {
  const start = text.indexOf('{{')
  return start !== -1 && chartValue.test(text.slice(start))
}

const chartValue = /\.(?:Values|Release|Chart)\b/
