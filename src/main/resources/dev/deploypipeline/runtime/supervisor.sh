# Runs a server as a child and takes it down as soon as standard input ends, which it does when the JVM that holds the
# other end of the pipe is gone, however it went (kill -9 included). Then removes the work directory.
#   $1 work directory   $2 signal that stops the server   $3 command line to run first, may be empty   $4 the server's
work=$1 signal=$2 prepare=$3 serve=$4
log=$work/server.log
# Ctrl-C reaches the whole process group; the end of the pipe is what tells us to clean up.
trap '' INT HUP TERM
# Descriptor 3 keeps the pipe, because the shell gives background commands an empty standard input.
exec 3<&0 </dev/null

run() {
  (eval "exec $1") >>"$log" 2>&1 3<&- &
  child=$!
  (
    read -r _ <&3
    tries=0
    # Repeatedly: a signal sent before the program has installed its handler is lost.
    while kill -s "$signal" "$child"; do
      tries=$((tries + 1))
      [ "$tries" -le 30 ] || kill -s KILL "$child"
      sleep 0.1
    done
  ) >/dev/null 2>&1 &
  watcher=$!
  wait "$child"
  status=$?
  kill -s KILL "$watcher" 2>/dev/null
  return "$status"
}

{ [ -z "$prepare" ] || run "$prepare"; } && run "$serve"
status=$?
# The JVM, if there still is one, reads from standard output why the server ended.
tail -n 15 "$log"
rm -rf "$work" || { sleep 1; rm -rf "$work"; }
exit "$status"
