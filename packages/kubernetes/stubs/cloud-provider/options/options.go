// Package options has the port that Kubernetes lists among its own; nobody listens here.
package options

const CloudControllerManagerWebhookPort = 10260
