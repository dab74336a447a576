#!/bin/sh
# Checks a running instance: sh deployment/smoke.sh http://127.0.0.1:3000
set -e
base=$1
curl -fsS "$base/health" && echo ' health: ok'
id=$(curl -fsS -H 'content-type: application/json' -d '{"text":"smoke"}' "$base/notes" | sed 's/.*"id":"\([^"]*\)".*/\1/')
echo "write: $id"
curl -fsS "$base/notes/$id" | grep -q smoke && echo 'read: ok'
