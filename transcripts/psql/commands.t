  $ . "$TESTDIR/setup.sh"
Connect, and list the tables:
  $ psql -h localhost -p $PORT -U sa -d mas_framework -c '\dt'
                 List of tables
   Schema |       Name        | Type  | Owner 
  --------+-------------------+-------+-------
   public | agent             | table | sa
   public | agent_tool        | table | sa
   public | ai_model          | table | sa
   public | chat_message      | table | sa
   public | chat_session      | table | sa
   public | communication     | table | sa
   public | human_interaction | table | sa
   public | project           | table | sa
   public | task              | table | sa
   public | tool              | table | sa
   public | user_account      | table | sa
  (11 rows)
  
Describe a table. Its name is singular, as the models define it:
  $ psql -h localhost -p $PORT -U sa -d mas_framework -c '\d project'
                              Table "public.project"
        Column      |           Type           | Collation | Nullable | Default 
  ------------------+--------------------------+-----------+----------+---------
   name             | character varying(100)   |           | not null | 
   status           | character varying(30)    |           | not null | 
   project_metadata | jsonb                    |           |          | 
   id               | uuid                     |           | not null | 
   created_at       | timestamp with time zone |           | not null | now()
   updated_at       | timestamp with time zone |           | not null | now()
  Indexes:
      "pk_project" PRIMARY KEY, btree (id)
      "uq_project_name" UNIQUE CONSTRAINT, btree (name)
  Check constraints:
      "ck_project_projectstatus" CHECK (status::text = ANY (ARRAY['DRAFT'::character varying, 'ACTIVE'::character varying, 'CLOSED'::character varying, 'CANCELLED'::character varying]::text[]))
  Referenced by:
      TABLE "agent" CONSTRAINT "fk_agent_project_id" FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
      TABLE "task" CONSTRAINT "fk_task_project_id" FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
  
Run a query:
  $ psql -h localhost -p $PORT -U sa -d mas_framework -c 'SELECT name, status FROM project ORDER BY name LIMIT 5'
    name  | status 
  --------+--------
   apollo | ACTIVE
   gemini | DRAFT
  (2 rows)
  
Run a file. In a psql session, type `\i path/to/script.sql`; `-f` does the same from the shell:
  $ echo "SELECT count(*) FROM agent;" > count.sql
  $ psql -h localhost -p $PORT -U sa -d mas_framework -f count.sql
   count 
  -------
       0
  (1 row)
  
A session ends with `\q`:
  $ echo '\q' | psql -h localhost -p $PORT -U sa -d mas_framework
