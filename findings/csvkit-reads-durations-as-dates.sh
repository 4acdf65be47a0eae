#!/usr/bin/env bash
# csvkit 2.2.0 and agate 1.14.2: the duration of a project becomes a day of the first century.
#
# A column with texts such as "12 months" and "3 years" is a column of dates for csvkit, whose tools write the guessed
# values in place of the texts. The parser of dates that it uses (parsedatetime 2.6) takes a duration as a distance from
# a given day, and agate gives it 1 January of the year 1. It has been made to ask for the whole text to be a date, and
# a duration is the whole text. Who gets the file cannot tell it from a date. Reports upstream are of dates within
# longer texts, and of words like "last week".
#
# Expected: the texts.
# Seen: 0002-01-01, 0004-01-01 and 0002-07-01.
# Fails if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet csvkit==2.2.0 agate==1.14.2 parsedatetime==2.6
printf 'project,duration\na,12 months\nb,3 years\nc,18 months\n' >projects.csv
venv/bin/csvsort --columns project projects.csv | tee sorted.csv
venv/bin/csvsort --no-inference --columns project projects.csv | cmp - projects.csv
printf 'project,duration\na,0002-01-01\nb,0004-01-01\nc,0002-07-01\n' | cmp - sorted.csv || { echo changed && exit 1; }
