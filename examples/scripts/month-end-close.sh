#!/usr/bin/env bash
# Closes a month: holds the pricing files to the rules, writes what the sales put aside as CSV, appends what is new
# to a journal of hledger, and prints how much is left, an amount and its currency a line.
#
#   month-end-close.sh -p PRICING -s SALES -x SPENDING -j JOURNAL -a ACCRUALS YYYY-MM
#
# -p, -s and -x may be given several times: all tables of the books so far, or there is more left than is true. The
# journal is kept by this script alone; include it in yours. Run twice, it changes nothing the second time.
#
# Exits with 0 when the month is closed, and with 4 when it is but more was spent than there was. With 1 where a table,
# a price or the journal is at fault, 2 where the call is, 3 where svcbudget is: then every file stays as it was.
set -euo pipefail

fail() {
  printf 'month-end-close: %s\n' "$2" >&2
  exit "$1"
}

pricing=() tables=() sales=() inputs=() journal='' accruals=''
usage='usage: month-end-close.sh -p PRICING -s SALES -x SPENDING -j JOURNAL -a ACCRUALS YYYY-MM'
while getopts p:s:x:j:a: option; do
  case $option in
    p) pricing+=("$OPTARG") ;;
    s) sales+=(--sales "$OPTARG") ;;
    x) tables+=(--spend "$OPTARG") ;;
    j) journal=$OPTARG ;;
    a) accruals=$OPTARG ;;
    *) fail 2 "$usage" ;;
  esac
  case $option in p | s | x) inputs+=("$OPTARG") ;; esac
done
shift $((OPTIND - 1))
[[ $# = 1 && ${#pricing[@]} -gt 0 && ${#sales[@]} -gt 0 && ${#tables[@]} -gt 0 && $journal && $accruals ]] ||
  fail 2 "$usage"
month=$1
[[ $month =~ ^[[:digit:]]{4}-(0[1-9]|1[0-2])$ ]] || fail 2 "$month is no month; write it as 2026-11"
for input in "${inputs[@]}"; do
  [[ -f $input ]] || fail 2 "there is no file $input"
  [[ ! $input -ef $journal && ! $input -ef $accruals ]] || fail 2 "$input is an input, and none is ever overwritten"
done
[[ $journal != "$accruals" && ! $journal -ef $accruals ]] || fail 2 "$journal cannot be both the journal and the CSV"
tables+=("${sales[@]}")

new=.new.$$ work=$(mktemp -d)
trap 'rm -rf -- "$work" "$journal$new" "$accruals$new"' EXIT

svcbudget check -- "${pricing[@]}" >&2
svcbudget accrue "${sales[@]}" --format csv -- "${pricing[@]}" > "$work/accruals"
LC_ALL=C awk -F, -v month="$month" 'NR == 1 || $1 == month' "$work/accruals" > "$work/accruals.csv"

# A journal that has something in it has declared its accounts too.
declared=(--format hledger)
: > "$work/posted"
if [[ -s $journal ]]; then
  declared+=(--no-declarations)
  LC_ALL=C awk '{ sub(/\r$/, "") } /^[0-9]/ { print "" } { print }' < "$journal" > "$work/posted"
fi
svcbudget journal "${tables[@]}" "${declared[@]}" -- "${pricing[@]}" > "$work/told"

# Entries are known by their code. Up to the end of the month, journal and tables must say the same.
LC_ALL=C awk -v month="$month" '
  function complain(what) { print "month-end-close: " code " " what > "/dev/stderr"; wrong = 1 }
  BEGIN { RS = ""; FS = "\n" }
  !match($1, /\(sv[cp]-[^)]*\)/) { if (!posted) print $0 "\n"; next }
  {
    code = substr($1, RSTART + 1, RLENGTH - 2)
    entry = substr($1, 1, 10)
    for (i = 2; i <= NF; i++) if ($i !~ /^ *;/) entry = entry "\n" $i
  }
  posted { books[code] = entry; next }
  substr(entry, 1, 7) > month { next }
  { told[code] }
  code in books { if (books[code] != entry) complain("is posted with another date, account or amount"); next }
  substr(entry, 1, 7) < month { complain("is of a month before, and is not posted"); next }
  { print $0 "\n" }
  END {
    for (code in books)
      if (!(code in told) && substr(books[code], 1, 7) <= month) complain("is posted, and is in no table")
    exit wrong
  }
' posted=1 "$work/posted" posted=0 "$work/told" > "$work/new" ||
  fail 1 "nothing is booked; close the months before first, and date in $month what came late"

svcbudget track "${tables[@]}" --format tsv --no-header --fields period,currency,left -- "${pricing[@]}" > "$work/track"
LC_ALL=C awk -F'\t' -v month="$month" '
  $1 <= month { left[$2] = $3 }
  END { for (currency in left) print left[currency], currency }
' "$work/track" > "$work/left"

# All is known to be right: only now do files change, each in one step.
cp -- "$work/accruals.csv" "$accruals$new"
if [[ -s $work/new ]]; then
  : > "$journal$new"
  if [[ -s $journal ]]; then
    cp -p -- "$journal" "$journal$new"
    [[ -z $(tail -c 1 -- "$journal") ]] || echo >> "$journal$new"
  fi
  cat -- "$work/new" >> "$journal$new"
  mv -f -- "$journal$new" "$journal"
fi
mv -f -- "$accruals$new" "$accruals"

sort -k 2 "$work/left"
! grep -q '^-' "$work/left" || fail 4 "$month is closed, but more was spent than there was"
