  $ . "$TESTDIR/setup.sh"
A script whose first statement fails goes on with the second, and ends as if all were well:
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
With `ON_ERROR_STOP` it stops, and says so:
  $ psql -h localhost -p $PORT -U sa -d mas_framework -v ON_ERROR_STOP=1 -f script.sql
  psql:script.sql:1: ERROR:  relation "projects" does not exist
  LINE 1: SELECT * FROM projects;
                        ^
  [3]
With `-1` besides, everything before the error is undone as well:
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
