from pydantic import BaseModel
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database()

# page: from here
class ProjectCreate(BaseModel):
    name: str
    status: str = "DRAFT"

body = ProjectCreate(name="apollo")

with Session(engine) as session, session.begin():
    session.add(body)
    #! sqlalchemy.orm.exc.UnmappedInstanceError: Class '__main__.ProjectCreate' is not mapped
