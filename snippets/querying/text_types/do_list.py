from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=3)

with Session(engine) as session:
    statement = text("SELECT count(*) FROM project WHERE name IN :names")
    statement = statement.bindparams(bindparam("names", expanding=True))
    names = ["project-01", "project-02"]
    print(session.scalar(statement, {"names": names}))
    #> 2
