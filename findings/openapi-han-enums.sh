#!/usr/bin/env bash
# OpenAPI 3.1 (4.8.24, Schema Object: JSON Schema 2020-12) lets an enum hold any string. openapi-typescript-codegen 0.31.0 makes a
# member of an enum of each value and drops every sign that is not Latin from its name: 全国, 湖北 and 广东 are three members "_",
# €/t and $/t two "_T", +1 and -1 two "_1". It ends with 0; the client does not compile (TS2300, duplicate identifier), and where
# types are only stripped the last value stands for all. oazapfts 7.5.0 and openapi-typescript 7.13.0 write unions and are right.
# What it means for a wire: names of markets, units and signs are values of figures, never of an enumeration in the API.
# Where it touches us: "no two values of an enumeration" in test/server/api.test.ts holds our document to it.
# Exits 1 when the members change.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent --ignore-scripts openapi-typescript-codegen@0.31.0 oazapfts@7.5.0 typescript@5.9.3
cat > api.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "Figures", "version": "1"}, "paths": {"/point": {"get": {"operationId": "point", "responses": {"200": {
"description": "A figure", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Point"}}}}}}}},
"components": {"schemas": {"Point": {"type": "object", "required": ["market", "unit", "change"], "properties": {
"market": {"type": "string", "enum": ["全国", "湖北", "广东"]}, "unit": {"type": "string", "enum": ["€/t", "$/t"]},
"change": {"type": "string", "enum": ["+1", "-1"]}}}}}}
JSON
./node_modules/.bin/openapi --input api.json --output codegen >/dev/null
./node_modules/.bin/oazapfts api.json union.ts >/dev/null
members=$(grep -E "^ +[A-Za-z_0-9]+ = '" codegen/models/Point.ts | sed -E "s/ = .*//; s/ //g" | paste -sd' ')
errors=$(./node_modules/.bin/tsc --noEmit --skipLibCheck codegen/models/Point.ts | grep -c TS2300 || true)
echo "openapi-typescript-codegen 0.31.0: members $members; $errors duplicate identifiers"
grep -A4 'type Point' union.ts
[ "$members" = '_ _ _ _T _T _1 _1' ] && [ "$errors" -eq 7 ] && grep -q 'u5168\|全国' union.ts
