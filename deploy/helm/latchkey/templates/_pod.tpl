{{/* Parts of the pods that all components share. */}}

{{- define "latchkey.podMetadata" -}}
labels:
  {{- include "latchkey.selector" . | nindent 2 }}
  {{- with .root.Values.pod.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  {{- /* A change of the settings restarts the pods. */}}
  checksum/config: {{ include "latchkey.config" . | sha256sum }}
  {{- with .root.Values.pod.annotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "latchkey.podSpec" -}}
{{- $pod := .root.Values.pod -}}
automountServiceAccountToken: false
{{- /* A Service named `backoffice` would set BACKOFFICE_PORT and more. */}}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- with $pod.runAsUser }}
  runAsUser: {{ int . }}
  {{- end }}
  {{- with $pod.runAsGroup }}
  runAsGroup: {{ int . }}
  {{- end }}
  {{- with $pod.fsGroup }}
  fsGroup: {{ int . }}
  {{- end }}
  seccompProfile: { type: RuntimeDefault }
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $pod.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $pod.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pod.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: config
    configMap: { name: {{ include "latchkey.name" . }} }
  - name: tmp
    emptyDir: { sizeLimit: 64Mi }
  - name: secrets
    projected:
      defaultMode: 0440
      sources:
        {{- range $file, $secret := include "latchkey.secretFiles" . | fromYaml }}
        - secret:
            name: {{ $secret.name }}
            items: [{ key: {{ $secret.key | quote }}, path: {{ $file }} }]
        {{- end }}
  {{- with $pod.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "latchkey.container" -}}
{{- $pod := .root.Values.pod -}}
image: {{ include "latchkey.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities: { drop: [ALL] }
  seccompProfile: { type: RuntimeDefault }
env:
  - name: LATCHKEY_CONFIG
    value: /etc/latchkey/config.yml
  {{- with $pod.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
volumeMounts:
  - { name: config, mountPath: /etc/latchkey, readOnly: true }
  - { name: secrets, mountPath: {{ include "latchkey.secretsPath" . }}, readOnly: true }
  - { name: tmp, mountPath: /tmp }
  {{- with $pod.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* For Stakater Reloader. A mounted file changes with its Secret, but a server reads it at the start alone. */}}
{{- define "latchkey.reloadedSecrets" -}}
{{- $names := list -}}
{{- range include "latchkey.secretFiles" . | fromYaml }}{{ $names = append $names .name }}{{ end }}
{{- $names | uniq | sortAlpha | join "," }}
{{- end }}
