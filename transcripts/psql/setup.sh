# Sourced by the transcripts: a PostgreSQL of their own, with the guide's tables, stopped when the transcript ends.
server=$(mktemp -d) && chmod 755 "$server"
eval "$(python "$TESTDIR/serve.py" "$server")"
trap 'python "$server/stop.py"; rm -rf "$server"' EXIT
export PGHOSTADDR=127.0.0.1  # "localhost" may mean ::1 as well, where the server does not listen
