  $ . "$TESTDIR/setup.sh"
If the first statement of a script fails, psql continues with the second and exits as if nothing had failed:
  $ printf 'SELECT * FROM projects;\nSELECT count(*) FROM project;\n' > script.sql
  $ psql -h localhost -p $PORT -U sa -d mas_framework -f script.sql
  psql:script.sql:1: ERROR:  relation "projects" does not exist
  LINE 1: SELECT * FROM projects;
                        ^
   count 
  -------
       2
  (1 row)
  
  $ psql -h localhost -p $PORT -U sa -d mas_framework -f script.sql > /dev/null 2>&1; echo "exit status $?"
  exit status 0
With `ON_ERROR_STOP`, psql stops at the error and exits with an error status:
  $ psql -h localhost -p $PORT -U sa -d mas_framework -v ON_ERROR_STOP=1 -f script.sql
  psql:script.sql:1: ERROR:  relation "projects" does not exist
  LINE 1: SELECT * FROM projects;
                        ^
  [3]
If you add `-1`, everything before the error is undone, too:
  $ printf "CREATE TABLE draft (id int);\nSELECT * FROM projects;\n" > migrate.sql
  $ psql -h localhost -p $PORT -U sa -d mas_framework -v ON_ERROR_STOP=1 -1 -f migrate.sql
  CREATE TABLE
  psql:migrate.sql:2: ERROR:  relation "projects" does not exist
  LINE 1: SELECT * FROM projects;
                        ^
  [3]
  $ psql -h localhost -p $PORT -U sa -d mas_framework -c '\d draft'
  Did not find any relation named "draft".
  [1]
