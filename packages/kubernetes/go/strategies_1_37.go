//go:build minor_37

package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	_ "k8s.io/kubernetes/pkg/apis/storagemigration/install"
	"k8s.io/kubernetes/pkg/registry/certificates/podcertificaterequest"
	"k8s.io/kubernetes/pkg/registry/resource/devicetaintrule"
	"k8s.io/kubernetes/pkg/registry/storagemigration/storagemigration"
)

// Kinds that a server serves since 1.37 without being asked to.
func init() {
	add(map[schema.GroupKind]strategy{
		{Group: "certificates.k8s.io", Kind: "PodCertificateRequest"}:       podcertificaterequest.NewStrategy(),
		{Group: "resource.k8s.io", Kind: "DeviceTaintRule"}:                 devicetaintrule.Strategy,
		{Group: "storagemigration.k8s.io", Kind: "StorageVersionMigration"}: storagemigration.Strategy,
	})
}
