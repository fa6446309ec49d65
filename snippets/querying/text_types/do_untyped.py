from sqlalchemy import String, bindparam, text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = text(
        "SELECT name FROM project WHERE :name IS NULL OR name = :name"
    ).bindparams(bindparam("name", type_=String))
    names = session.scalars(statement, {"name": None})
    print(sorted(names))
    #> ['project-01', 'project-02']
