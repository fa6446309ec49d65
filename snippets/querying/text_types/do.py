from sqlalchemy import JSON, bindparam, select, text
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    statement = text("UPDATE project SET project_metadata = :value")
    statement = statement.bindparams(bindparam("value", type_=JSON))
    session.execute(statement, {"value": {"budget": 100}})
    session.commit()
    print(session.scalars(select(Project.project_metadata)).one())
    #> {'budget': 100}
