#!/usr/bin/env bash
# Makes each secret that is missing, and prints the token to sign in to the console with.
set -euo pipefail

secrets=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

for name in database-password reader-password rabbitmq-password grafana-password; do
  [[ -s $secrets/$name ]] || random >"$secrets/$name"
done
[[ -s $secrets/tokens ]] || printf 'operator * %s\n' "$(random)" >"$secrets/tokens"
# Containers read them as users of their own.
chmod 644 "$secrets"/*-password "$secrets/tokens"
echo "The operator's token is the last word of $secrets/tokens."
