from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

engine = new_engine()
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", project_metadata={"budget": 100}))
    session.commit()

# page: from here
statement = text("SELECT created_at, project_metadata FROM project")

with Session(engine) as session:
    created_at, document = session.execute(statement).one()
    print(type(created_at).__name__, type(document).__name__)
    #!> [sqlite] str str
    #> [postgresql] datetime dict
