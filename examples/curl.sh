#!/usr/bin/env bash
# Calls the API of the back office with curl alone.
#
#   LATCHKEY_URL=http://localhost:3000 CLIENT_ID=… CLIENT_SECRET=… examples/curl.sh
#
# The client needs the scopes users:read and users:write.
set -euo pipefail
: "${LATCHKEY_URL:?is not set: use the URL of a server, as http://localhost:3000}"
: "${CLIENT_ID:?is not set: the first \`npm start\` prints a client, see README.md}"
: "${CLIENT_SECRET:?is not set: the first \`npm start\` prints it with CLIENT_ID}"
LATCHKEY_URL=${LATCHKEY_URL%/}

# The credentials are sent in the body. On standard input, they are not in the list of processes.
TOKEN=$(printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "$CLIENT_ID" "$CLIENT_SECRET" |
  curl -sSf "$LATCHKEY_URL/oauth2-token" --data @- |
  sed 's/.*"access_token":"\([^"]*\)".*/\1/')

# -g: curl leaves the brackets of filter[…] as they are. -f: an error of the API is an exit code. -S: and is printed.
api() {
  local path=$1
  shift
  curl -sSgf "$LATCHKEY_URL$path" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/vnd.api+json' "$@"
}

echo '# the newest three users'
api '/api/users?sort=-createdAt&page[size]=3&fields[users]=email'
echo

echo '# a creation that can be repeated: both requests create one user'
name="curl$$x$RANDOM"
for _ in 1 2; do
  created=$(api /api/users -H "Idempotency-Key: $name" -d '{"data": {"type": "users", "attributes": {
    "username": "'"$name"'", "email": "'"$name"'@example.com", "firstName": "Ada", "lastName": "Lovelace"}}}')
done
id=$(sed 's/.*"data":{"type":"users","id":"\([0-9]*\)".*/\1/' <<<"$created")
echo "created user $id"

echo '# a change that overwrites the change of nobody else'
etag=$(api "/api/users/$id" -o /dev/null -D - | tr -d '\r' | sed -n 's/^etag: //ip')
change='{"data": {"type": "users", "id": "'"$id"'", "attributes": {"firstName": "Augusta"}}}'
api "/api/users/$id" -X PATCH -H "If-Match: $etag" -d "$change" -o /dev/null
echo "changed user $id"
stale=$(api "/api/users/$id" -X PATCH -H "If-Match: $etag" -d "$change" -o /dev/null -w '%{http_code}' 2>/dev/null || true)
echo "the entity tag is stale now: $stale"

api "/api/users/$id" -X DELETE
echo "deleted user $id"
