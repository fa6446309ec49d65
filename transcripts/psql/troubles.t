  $ . "$TESTDIR/setup.sh"
Nothing listens on that port: the container isn't running, or its port is published elsewhere.
  $ psql -h localhost -p 1 -U sa -d mas_framework
  psql: error: connection to server at "127.0.0.1", port 1 failed: Connection refused
  \tIs the server running on that host and accepting TCP/IP connections? (esc)
  [2]
The host name has a typo. The wording depends on the resolver.
  $ PGHOSTADDR= psql -h no-such-host.invalid -U sa -d mas_framework
  psql: error: could not translate host name "no-such-host.invalid" to address: * (glob)
  [2]
The password isn't the one in `.env`. On the server in these sessions, only one role needs a password.
  $ PGPASSWORD=wrong psql -h localhost -p $PORT -U gateway -d mas_framework
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  password authentication failed for user "gateway" (glob)
  [2]
psql doesn't read `.env`. Without `-d`, psql connects to the database that has the role's name, not to the one in that file:
  $ echo "PGDATABASE=mas_framework" > .env; psql -h localhost -p $PORT -U sa
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  database "sa" does not exist (glob)
  [2]
The role isn't the one in `.env`.
  $ psql -h localhost -p $PORT -U berry -d mas_framework
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  role "berry" does not exist (glob)
  [2]
The database has a different name.
  $ psql -h localhost -p $PORT -U sa -d mas
  psql: error: connection to server at "127.0.0.1", port * failed: FATAL:  database "mas" does not exist (glob)
  [2]
The table has a different name: the models' table names are singular.
  $ psql -h localhost -p $PORT -U sa -d mas_framework -c '\d projects'
  Did not find any relation named "projects".
  [1]
psql isn't on the PATH.
  $ PATH=/nowhere psql --version
  *: psql: command not found (glob)
  [127]
