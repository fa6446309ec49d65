  $ . "$TESTDIR/setup.sh"; export PGHOST=localhost PGPORT=$PORT PGUSER=sa PGDATABASE=mas_framework
PostgreSQL rejects a string that is too long for its column, a string for a number, and a negative OFFSET:
  $ psql -c "UPDATE project SET name = repeat('apollo ', 20)"
  ERROR:  value too long for type character varying(100)
  [1]
  $ psql -c "SELECT CAST('often' AS integer)"
  ERROR:  invalid input syntax for type integer: "often"
  LINE 1: SELECT CAST('often' AS integer)
                      ^
  [1]
  $ psql -c "SELECT name FROM project OFFSET -1"
  ERROR:  OFFSET must not be negative
  [1]
PostgreSQL always enforces foreign keys:
  $ psql -q <<'SQL'
  > INSERT INTO chat_session (id, title, user_id)
  > SELECT gen_random_uuid(), 'plans', id FROM project WHERE name = 'apollo';
  > SQL
  ERROR:  insert or update on table "chat_session" violates foreign key constraint "fk_chat_session_user_id"
  DETAIL:  Key (user_id)=(*) is not present in table "user_account". (glob)
LIKE is case-sensitive:
  $ psql -tAc "SELECT 'browser' LIKE 'BROWSER'"
  f
`user` means the current role, not a table:
  $ psql -tAc 'SELECT * FROM user'
  sa
After an error, a transaction rejects every statement until it's rolled back:
  $ printf "BEGIN;\nSELECT nothing;\nSELECT count(*) FROM project;\nROLLBACK;\n" | psql
  BEGIN
  ERROR:  column "nothing" does not exist
  LINE 1: SELECT nothing;
                 ^
  ERROR:  current transaction is aborted, commands ignored until end of transaction block
  ROLLBACK
A rollback also undoes CREATE TABLE. It doesn't reset a sequence: the second number differs from the first.
  $ psql -qtA <<'SQL'
  > CREATE SEQUENCE ticket;
  > BEGIN;
  > CREATE TABLE label (id int);
  > SELECT nextval('ticket');
  > ROLLBACK;
  > SELECT nextval('ticket');
  > SELECT to_regclass('label') IS NULL;
  > SQL
  1
  2
  t
`CREATE INDEX CONCURRENTLY` can't run in a transaction:
  $ psql -1 -c "CREATE INDEX CONCURRENTLY ix_project_status ON project (status)"
  ERROR:  CREATE INDEX CONCURRENTLY cannot run inside a transaction block
  [1]
`now()` is the time when the transaction began. The string `'now()'` in a DEFAULT means the time when the table was created:
  $ psql -qtA <<'SQL'
  > CREATE TABLE event (made timestamp DEFAULT 'now()', added timestamp DEFAULT now());
  > \! sleep 0.1
  > BEGIN;
  > INSERT INTO event DEFAULT VALUES;
  > \! sleep 0.1
  > INSERT INTO event DEFAULT VALUES;
  > SELECT made < added, count(*) FROM event GROUP BY made, added;
  > SQL
  t|2
A timestamp without a time zone stores the clock time of the connection's zone. A timestamp with a time zone stores the moment, and PostgreSQL displays it in the connection's zone:
  $ psql -qtA <<'SQL'
  > SET TIME ZONE 'Europe/Berlin';
  > SELECT CAST('2026-03-01 12:00+00' AS timestamptz);
  > SELECT CAST(CAST('2026-03-01 12:00+00' AS timestamptz) AS timestamp);
  > SQL
  2026-03-01 13:00:00+01
  2026-03-01 13:00:00
A constraint without a name gets one automatically:
  $ psql -qtA <<'SQL'
  > BEGIN;
  > CREATE TABLE label (name text UNIQUE);
  > SELECT conname FROM pg_constraint WHERE conrelid = 'label'::regclass;
  > ROLLBACK;
  > SQL
  label_name_key
PostgreSQL doesn't create an index for a foreign key:
  $ psql -qtA <<'SQL'
  > BEGIN;
  > CREATE TABLE label (id uuid PRIMARY KEY, project_id uuid REFERENCES project (id));
  > SELECT indexname FROM pg_indexes WHERE tablename = 'label';
  > ROLLBACK;
  > SQL
  label_pkey
A transaction has to wait for a row that another one has locked. With NOWAIT, it fails right away:
  $ psql -qtA <<'SQL'
  > BEGIN;
  > SELECT name FROM project WHERE name = 'apollo' FOR UPDATE;
  > \! psql -c "SELECT name FROM project WHERE name = 'apollo' FOR UPDATE NOWAIT"
  > \! psql -tAc "UPDATE project SET status = 'ACTIVE' WHERE name = 'gemini'"
  > SQL
  apollo
  ERROR:  could not obtain lock on row in relation "project"
  UPDATE 1
At REPEATABLE READ, a transaction keeps seeing the data as of its first query:
  $ psql -qtA <<'SQL'
  > BEGIN ISOLATION LEVEL REPEATABLE READ;
  > SELECT status FROM project WHERE name = 'apollo';
  > \! psql -tAc "UPDATE project SET status = 'CLOSED' WHERE name = 'apollo'"
  > SELECT status FROM project WHERE name = 'apollo';
  > COMMIT;
  > SELECT status FROM project WHERE name = 'apollo';
  > SQL
  ACTIVE
  UPDATE 1
  ACTIVE
  CLOSED
