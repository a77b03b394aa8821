#!/bin/sh
# Ends the processes of a stack whose owner died. Standard input carries "add PID" and "remove PID"; when it closes, what
# is still listed is asked to end, woken if it was stopped, and killed if it has not ended after five seconds.
# A process of its own, since a stopped or wedged process cannot watch over itself.
pids=''
while read -r verb pid; do
  case $verb in
    add) pids="$pids $pid" ;;
    remove)
      kept=''
      for each in $pids; do
        [ "$each" = "$pid" ] || kept="$kept $each"
      done
      pids=$kept
      ;;
  esac
done

for pid in $pids; do
  kill -TERM "$pid" 2>/dev/null && kill -CONT "$pid" 2>/dev/null
done
round=0
while [ -n "$pids" ] && [ "$round" -lt 50 ]; do
  alive=''
  for pid in $pids; do
    kill -0 "$pid" 2>/dev/null && alive="$alive $pid"
  done
  pids=$alive
  round=$((round + 1))
  [ -z "$pids" ] || sleep 0.1
done
for pid in $pids; do
  kill -KILL "$pid" 2>/dev/null
done
exit 0
