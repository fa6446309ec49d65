from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

engine = new_engine()
Base.metadata.create_all(engine)
engine.dispose()

@event.listens_for(engine, "connect")
def connected(_connection, _record) -> None:
    print("pool -> database: a new connection")
    #> pool -> database: a new connection

@event.listens_for(engine, "checkout")
def taken(_connection, _record, _proxy) -> None:
    print("pool -> your code: a connection")
    #> pool -> your code: a connection
    #> pool -> your code: a connection

@event.listens_for(engine, "before_cursor_execute")
def sent(_connection, _cursor, sql, *_rest) -> None:
    print(f"your code -> database: {sql.split()[0]}")
    #> your code -> database: SELECT
    #> your code -> database: SELECT
    #> your code -> database: SELECT

@event.listens_for(engine, "rollback")
def rolled_back(_connection) -> None:
    print("your code -> database: ROLLBACK")
    #> your code -> database: ROLLBACK
    #> your code -> database: ROLLBACK

@event.listens_for(engine, "checkin")
def returned(_connection, _record) -> None:
    print("your code -> pool: the connection, still open")
    #> your code -> pool: the connection, still open
    #> your code -> pool: the connection, still open

print("lanes: your code, pool, database")
#> lanes: your code, pool, database

print("The first session")
#> The first session
with Session(engine) as session:
    print("your code -> your code: Session(engine), no connection yet")
    #> your code -> your code: Session(engine), no connection yet
    session.scalars(select(Project)).all()
    session.scalars(select(Project.name)).all()

print("The next session")
#> The next session
with Session(engine) as session:
    session.scalars(select(Project)).all()

print("The program ends")
#> The program ends
engine.dispose()
print("pool -x database: engine.dispose() closes what is in the pool")
#> pool -x database: engine.dispose() closes what is in the pool
