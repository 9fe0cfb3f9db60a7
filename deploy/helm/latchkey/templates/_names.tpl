{{/* Names, labels and the image. A scope is a dict with the root and a component: backoffice, storefront,
migration or cli. */}}

{{- define "latchkey.chartName" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* At most 40 characters, which leaves room for the longest ending. */}}
{{- define "latchkey.fullname" -}}
{{- $name := include "latchkey.chartName" . -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "latchkey.name" -}}
{{- printf "%s-%s" (include "latchkey.fullname" .root) .component }}
{{- end }}

{{- define "latchkey.selector" -}}
app.kubernetes.io/name: {{ include "latchkey.chartName" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "latchkey.labels" -}}
{{ include "latchkey.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "latchkey.image" -}}
{{- $image := .Values.image -}}
{{- printf "%s:%s" $image.repository (default .Chart.AppVersion $image.tag) }}
{{- with $image.digest }}@{{ . }}{{ end }}
{{- end }}

{{- define "latchkey.serviceAccount" -}}
{{- $account := (index .root.Values .component).serviceAccount -}}
{{- default (ternary (include "latchkey.name" .) "default" $account.create) $account.name }}
{{- end }}

{{/* Ports of a side, as in config.yml: each side has its own. */}}
{{- define "latchkey.port" -}}
{{- eq .component "backoffice" | ternary 3000 3001 }}
{{- end }}

{{- define "latchkey.managementPort" -}}
{{- eq .component "backoffice" | ternary 9000 9001 }}
{{- end }}

{{/* Helm deletes a former hook before it creates the new one: a Job cannot be changed. */}}
{{- define "latchkey.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}
