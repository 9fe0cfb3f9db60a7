#!/bin/sh
# docker/make-secrets.sh [directory]: makes the secrets of docker-compose.yml, by default in ./secrets.
# Existing secrets stay unchanged: a new key-encryption key could not decrypt the signing keys in the
# database, and the database keeps its first password. To replace the password of an application,
# delete its file, run this script, and run `docker compose up` again.
#
# Compose mounts the files with the permissions that they have here. The users in the containers (1000,
# and PostgreSQL's 999) may not exist on this machine. So all users may read the files, but only you and
# root may enter their directory.
set -eu

directory=${1:-$(dirname "$0")/../secrets}
(umask 077 && mkdir -p "$directory")
chmod 0700 "$directory"

# secret <name> <command that writes it>
secret() {
  file=$directory/$1
  shift
  [ ! -s "$file" ] || return 0
  "$@" >"$file.new"
  chmod 0444 "$file.new"
  mv "$file.new" "$file"
  echo "made $file"
}

# empty <name>: makes an empty file, which compose needs; the operator writes the content later.
empty() {
  file=$directory/$1
  [ -e "$file" ] || : >"$file"
  chmod 0444 "$file"
}

random_bytes() { dd if=/dev/urandom bs=32 count=1 2>/dev/null; }
password() { random_bytes | od -An -v -tx1 | tr -d ' \n'; }
key() { random_bytes | base64; }
notify_secret() { printf 'whsec_%s' "$(key)"; }

secret superuser_password password
secret database_password password
secret backoffice_database_password password
secret storefront_database_password password
secret backoffice_key_encryption_key key
secret storefront_key_encryption_key key
empty backoffice_previous_key_encryption_key
empty storefront_previous_key_encryption_key
secret backoffice_notify_secret notify_secret
secret storefront_notify_secret notify_secret
