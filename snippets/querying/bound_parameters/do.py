from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=3)

name = "x' OR name <> '"

with Session(engine) as session:
    statement = text("SELECT name FROM project WHERE name = :name")
    print(sorted(session.scalars(statement, {"name": name})))
    #> []
