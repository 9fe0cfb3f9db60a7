{{/* config.yml of a component, and the files of Secrets that it reads. */}}

{{- define "latchkey.secretsPath" -}}/run/secrets/latchkey{{- end }}

{{/* The file of a login: its password, or the complete URL. */}}
{{- define "latchkey.loginFile" -}}
{{- if .login.url.name }}
{{ .name }}-database-url: {{ toJson .login.url }}
{{- else }}
{{ .name }}-database-password: {{ toJson .login.password }}
{{- end }}
{{- end }}

{{/* The files of the keys and the secret for messages of a side. */}}
{{- define "latchkey.keyFiles" -}}
{{ .name }}-key-encryption-key: {{ toJson .side.keyEncryptionKey }}
{{- if .side.previousKeyEncryptionKey.name }}
{{ .name }}-previous-key-encryption-key: {{ toJson .side.previousKeyEncryptionKey }}
{{- end }}
{{- if .side.notify.secret.name }}
{{ .name }}-notify-secret: {{ toJson .side.notify.secret }}
{{- end }}
{{- end }}

{{/* The files of a component as YAML: its own alone. The migration sets the passwords of the logins. */}}
{{- define "latchkey.secretFiles" -}}
{{- $values := .root.Values -}}
{{- $isServer := has .component (list "backoffice" "storefront") -}}
{{- with $values.database.ca }}{{ if .name }}
database-ca.crt: {{ toJson . }}
{{- end }}{{ end }}
{{- if not $isServer }}
{{- include "latchkey.loginFile" (dict "name" "owner" "login" $values.database.owner) }}
{{- end }}
{{- range $name := list "backoffice" "storefront" }}
{{- $side := index $values $name }}
{{- if or (eq $.component $name) (and (eq $.component "migration") $side.enabled) }}
{{- include "latchkey.loginFile" (dict "name" $name "login" $side.database) }}
{{- end }}
{{- if or (eq $.component $name) (and (eq $.component "cli") $side.enabled) }}
{{ include "latchkey.keyFiles" (dict "name" $name "side" $side) }}
{{- end }}
{{- end }}
{{- end }}

{{/* A reference to one of these files, or nothing when the component does not have it. */}}
{{- define "latchkey.file" -}}
{{- if hasKey .files .name -}}
${file:{{ include "latchkey.secretsPath" . }}/{{ .name }}}
{{- end }}
{{- end }}

{{/* Host, name and TLS of the database, which follow the login in a URL. */}}
{{- define "latchkey.server" -}}
{{- $database := .Values.database -}}
{{- printf "@%s:%d/%s?sslmode=%s" $database.host (int $database.port) $database.name $database.sslMode }}
{{- if $database.ca.name }}&sslrootcert={{ include "latchkey.secretsPath" . }}/database-ca.crt{{ end }}
{{- end }}

{{/* The URL of a login; nothing when the component does not have the login. */}}
{{- define "latchkey.databaseUrl" -}}
{{- $url := include "latchkey.file" (dict "files" .files "name" (printf "%s-database-url" .name)) -}}
{{- $password := include "latchkey.file" (dict "files" .files "name" (printf "%s-database-password" .name)) -}}
{{- if $url }}{{ $url }}
{{- else if $password }}postgres://{{ .login.user }}:{{ $password }}{{ include "latchkey.server" .root }}
{{- end }}
{{- end }}

{{/* What the chart sets of a side, for any component. */}}
{{- define "latchkey.sideSettings" -}}
{{- $scope := dict "root" .root "component" .name -}}
{{- $files := .files -}}
{{- $side := index .root.Values .name -}}
port: {{ include "latchkey.port" $scope }}
managementHost: '::'
managementPort: {{ include "latchkey.managementPort" $scope }}
publicUrl: {{ $side.publicUrl | quote }}
databaseUrl: {{ include "latchkey.databaseUrl" (dict "root" .root "files" $files "name" .name "login" $side.database) | quote }}
oauth:
  keyEncryptionKey: {{ include "latchkey.file" (dict "files" $files "name" (printf "%s-key-encryption-key" .name)) | quote }}
  previousKeyEncryptionKey: {{ include "latchkey.file" (dict "files" $files "name" (printf "%s-previous-key-encryption-key" .name)) | quote }}
notify:
  url: {{ $side.notify.url | quote }}
  secret: {{ include "latchkey.file" (dict "files" $files "name" (printf "%s-notify-secret" .name)) | quote }}
{{- end }}

{{/* config.yml. The schema keeps `settings` apart from what the chart sets. A server gets no password of
the owner; the name in its database.url is not used. */}}
{{- define "latchkey.config" -}}
{{- $files := include "latchkey.secretFiles" . | fromYaml -}}
{{- $owner := include "latchkey.databaseUrl" (dict "root" .root "files" $files "name" "owner" "login" .root.Values.database.owner) -}}
{{- $url := default (printf "postgres://nobody%s" (include "latchkey.server" .root)) $owner -}}
{{- $config := dict "database" (dict "url" $url "migrateOnStart" false) "log" (dict "format" "json") -}}
{{- range $name := list "backoffice" "storefront" }}
{{- $_ := set $config $name (include "latchkey.sideSettings" (dict "root" $.root "files" $files "name" $name) | fromYaml) }}
{{- end }}
{{- mergeOverwrite $config (deepCopy .root.Values.settings) | toYaml }}
{{- end }}

{{- define "latchkey.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "latchkey.name" . }}
  labels:
    {{- include "latchkey.labels" . | nindent 4 }}
  {{- with .annotations }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
data:
  config.yml: |
    {{- include "latchkey.config" . | nindent 4 }}
{{- end }}
