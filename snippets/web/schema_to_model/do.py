from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

# page: from here
class ProjectCreate(BaseModel):
    name: str
    status: str = "DRAFT"

body = ProjectCreate(name="apollo")

with Session(engine) as session, session.begin():
    session.add(Project(**body.model_dump()))

with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #> ['apollo']
