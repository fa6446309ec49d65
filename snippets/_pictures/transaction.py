from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database()

@event.listens_for(engine, "begin")
def began(_connection) -> None:
    print("session -> database: BEGIN")
    #> session -> database: BEGIN
    #> session -> database: BEGIN
    #> session -> database: BEGIN

@event.listens_for(engine, "before_cursor_execute")
def sent(_connection, _cursor, sql, *_rest) -> None:
    print(f"session -> database: {sql.split()[0]}")
    #> session -> database: INSERT
    #> session -> database: SELECT
    #> session -> database: UPDATE
    #> session -> database: SELECT
    #> session -> database: INSERT

@event.listens_for(engine, "commit")
def committed(_connection) -> None:
    print("session -> database: COMMIT")
    #> session -> database: COMMIT

@event.listens_for(engine, "rollback")
def rolled_back(_connection) -> None:
    print("session -> database: ROLLBACK")
    #> session -> database: ROLLBACK
    #> session -> database: ROLLBACK

print("lanes: your code, session, database")
#> lanes: your code, session, database

print("Committed")
#> Committed
with Session(engine) as session:
    print("your code -> session: session.add(project), no SQL yet")
    #> your code -> session: session.add(project), no SQL yet
    project = Project(name="apollo")
    session.add(project)
    print(
        "your code -> session: session.scalars(select(...)), which flushes first"
    )
    #> your code -> session: session.scalars(select(...)), which flushes first
    session.scalars(select(Project.name)).all()
    print("your code -> session: project.status = 'ACTIVE', no SQL yet")
    #> your code -> session: project.status = 'ACTIVE', no SQL yet
    project.status = ProjectStatus.ACTIVE
    print("your code -> session: session.commit(), which flushes first")
    #> your code -> session: session.commit(), which flushes first
    session.commit()
    print(
        "your code -> session: project.name, expired by the commit: a new transaction"
    )
    #> your code -> session: project.name, expired by the commit: a new transaction
    project.name
    print(
        "your code -> session: the with block ends, and with it what was only read"
    )
    #> your code -> session: the with block ends, and with it what was only read

print("Taken back")
#> Taken back
with Session(engine) as session:
    print("your code -> session: session.add(project), session.flush()")
    #> your code -> session: session.add(project), session.flush()
    session.add(Project(name="gemini"))
    session.flush()
    print("your code -> session: the with block ends without a commit")
    #> your code -> session: the with block ends without a commit
