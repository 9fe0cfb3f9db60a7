{{/* Host and paths of a side, for Ingress and HTTPRoute. */}}

{{- define "latchkey.host" -}}
{{- get (urlParse (index .root.Values .component).publicUrl) "hostname" }}
{{- end }}

{{/* Paths with everything below them, but `/` alone. Metadata documents have the path of the public URL at
their end (RFC 8414 §3.1, RFC 9728 §3.1). */}}
{{- define "latchkey.paths" -}}
{{- $base := get (urlParse (index .root.Values .component).publicUrl) "path" | trimSuffix "/" -}}
{{- $paths := .root.Values.publicPaths -}}
{{- if and (eq .component "backoffice") .root.Values.console.public -}}
{{- $paths = append $paths "/console" -}}
{{- end -}}
paths:
{{- range $paths }}
  - { path: {{ eq . "/" | ternary (default "/" $base) (printf "%s%s" $base .) }}, exact: {{ eq . "/" }} }
{{- end }}
{{- if $base }}
{{- range list "oauth-authorization-server" "openid-configuration" "oauth-protected-resource" }}
  - { path: /.well-known/{{ . }}{{ $base }}, exact: false }
{{- end }}
{{- end }}
{{- end }}
