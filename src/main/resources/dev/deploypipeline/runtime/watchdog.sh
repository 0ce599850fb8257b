# Removes containers as soon as standard input ends, which it does when the JVM that holds the other end of the pipe is
# gone, however it went (kill -9 included). Their names come through the pipe, one a line; the line "settled" says that none
# is in the making any more.
#   $1 the engine's address, such as unix:///var/run/docker.sock
engine=$1
# Ctrl-C reaches the whole process group; the end of the pipe is what tells us to clean up.
trap '' INT HUP TERM

names= settled=
while read -r name; do
  case $name in
    settled) settled=yes ;;
    *) names="$names $name" ;;
  esac
done
[ -n "$names" ] || exit 0

remove() {
  if command -v docker; then
    # Split into words: names hold no blanks.
    docker --host "$engine" rm --force --volumes $names
  elif command -v podman; then
    podman --url "$engine" rm --force --volumes --ignore $names
  else
    for name in $names; do
      curl --silent --unix-socket "${engine#unix://}" --request DELETE "http://docker/containers/$name?force=true&v=true"
    done
  fi
}

remove
[ -z "$settled" ] || exit 0
# Again, because the engine may still have been carrying out the JVM's last request to create one.
sleep 2
remove
