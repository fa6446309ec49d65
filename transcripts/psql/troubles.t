  $ . "$TESTDIR/setup.sh"
Nobody listens on that port: the container is not running, or its port is published elsewhere.
  $ psql -h localhost -p 1 -U sa -d mas_framework
  psql: error: connection to server at "127.0.0.1", port 1 failed: Connection refused
  \tIs the server running on that host and accepting TCP/IP connections? (esc)
  [2]
The host is misspelt. A resolver says so in words of its own.
  $ PGHOSTADDR= psql -h no-such-host.invalid -U sa -d mas_framework
  psql: error: could not translate host name "no-such-host.invalid" to address: * (glob)
  [2]
The password is not the one in `.env`. The server of these sessions asks one role for it.
  $ PGPASSWORD=wrong psql -h localhost -p $PORT -U gateway -d mas_framework
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  password authentication failed for user "gateway" (glob)
  [2]
psql does not read `.env`. It asks for a database of the role's name, and not for the one that stands there:
  $ echo "PGDATABASE=mas_framework" > .env; psql -h localhost -p $PORT -U sa
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  database "sa" does not exist (glob)
  [2]
The role is not the one in `.env`.
  $ psql -h localhost -p $PORT -U berry -d mas_framework
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  role "berry" does not exist (glob)
  [2]
The database is called otherwise.
  $ psql -h localhost -p $PORT -U sa -d mas
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  database "mas" does not exist (glob)
  [2]
The table is called otherwise: the models' names are singular.
  $ psql -h localhost -p $PORT -U sa -d mas_framework -c '\d projects'
  Did not find any relation named "projects".
  [1]
psql is not on the PATH.
  $ PATH=/nowhere psql --version
  *: psql: command not found (glob)
  [127]
