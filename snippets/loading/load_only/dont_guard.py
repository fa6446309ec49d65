from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from domain import Project, new_database

# page: from here
engine = new_database(projects=3)

statement = (
    select(Project).order_by(Project.name).options(load_only(Project.name))
)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name, project.status)
        #> project-01 DRAFT
        #> project-02 DRAFT
        #> project-03 DRAFT
    #: 4 statements
