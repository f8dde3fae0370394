#!/usr/bin/env bash
# RFC 4287, 3.3: a date of Atom is a date-time of RFC 3339, whose seconds may have a fraction (5.6, time-secfrac) and which ends with Z
# or with the offset of the local time (4.2). 09:00 in Beijing, 01:00 in UTC, in two readers of Debian 12:
# - newsboat 2.21 minds the offset, but not behind a fraction: 09:00:00.5+08:00 is 09:00 in UTC to it, eight hours too late.
# - rsstail 1.8, on libmrss 0.19.2, leaves every offset out and prints the local time with +0000 behind it; and the day of the week that
#   it puts before the date, as RSS has it, is Sunday for every day.
# What it means for a wire: an article of the East stands above newer ones for hours, with a time that has not come yet; one of the
# West is sorted below what it followed.
# Where it touches us: rfc3339 in src/feeds/feed-dates.ts writes Z and whole seconds ("dates of Atom" in test/feeds/renderers.test.ts);
# what we read minds the offset behind any fraction (test/parse/parse-feed.test.ts).
# Needs Debian 12 (after apt-get update) for its packages, which are only unpacked. Exits 1 when a time changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
mkdir -p debs/partial tools home
apt-get -o Dir::Cache::archives="$work/debs" -o Debug::NoLocking=1 -o APT::Sandbox::User=root -qq -y --reinstall --download-only --no-install-recommends install newsboat=2.21-1.5 rsstail=1.8-1+b1 libmrss0=0.19.2-7 sqlite3 >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" tools; done
export PATH="$work/tools/usr/bin:$PATH" TZ=UTC HOME="$work/home"
LD_LIBRARY_PATH=$(echo tools/usr/lib/*-linux-gnu | sed "s|^|$work/|") && export LD_LIBRARY_PATH
{
  echo '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>http://wire.example/feed</id><title>Wire</title><updated>2026-03-18T00:00:00Z</updated><author><name>Wire</name></author>'
  # All are one instant.
  for date in 2026-03-17T01:00:00Z 2026-03-17T09:00:00+08:00 2026-03-17T09:00:00.5+08:00 2026-03-16T20:00:00.250-05:00; do
    echo "<entry><id>http://wire.example/$date</id><title>$date</title><link href=\"http://wire.example/$date\"/><updated>$date</updated><summary>s</summary></entry>"
  done
  echo '</feed>'
} > feed.xml
echo "file://$work/feed.xml" > urls
newsboat -u urls -c cache.db -C /dev/null -x reload >/dev/null
{
  echo 'newsboat'
  sqlite3 -separator ' ' cache.db "select '  ' || title, strftime('%Y-%m-%dT%H:%M:%SZ', pubDate, 'unixepoch') from rss_item order by id desc"
  echo 'rsstail'
  rsstail -1 -p -u "file://$work/feed.xml" | sed -n 's/^Title: /  /p; s/^Pub.date: //p' | paste -d ' ' - -
} | tee seen
cat > known <<'TXT'
newsboat
  2026-03-17T01:00:00Z 2026-03-17T01:00:00Z
  2026-03-17T09:00:00+08:00 2026-03-17T01:00:00Z
  2026-03-17T09:00:00.5+08:00 2026-03-17T09:00:00Z
  2026-03-16T20:00:00.250-05:00 2026-03-16T20:00:00Z
rsstail
  2026-03-17T01:00:00Z Sun, 17 Mar 2026 01:00:00 +0000
  2026-03-17T09:00:00+08:00 Sun, 17 Mar 2026 09:00:00 +0000
  2026-03-17T09:00:00.5+08:00 Sun, 17 Mar 2026 09:00:00 +0000
  2026-03-16T20:00:00.250-05:00 Sun, 16 Mar 2026 20:00:00 +0000
TXT
cmp -s seen known
