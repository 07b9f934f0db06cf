// Package transport has the shape of a TLS configuration for a client that never connects.
package transport

import (
	"crypto/tls"
	"errors"
)

// TLSInfo names the files of a connection.
type TLSInfo struct {
	CertFile, KeyFile, TrustedCAFile string
}

// ClientConfig fails: there is nothing to connect to.
func (TLSInfo) ClientConfig() (*tls.Config, error) { return nil, errors.New("no store") }
