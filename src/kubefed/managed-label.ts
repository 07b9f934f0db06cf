/** The label of every propagated object (KubeFed: pkg/controller/util/managedlabel.go). */
export const managedLabel = 'kubefed.io/managed'
/** The annotation that asks KubeFed to leave member objects when a federated object is deleted (pkg/controller/util/orphaning.go). */
export const orphanAnnotation = 'kubefed.io/orphan'
