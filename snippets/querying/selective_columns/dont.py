from documents import documents_read, new_database_with_documents
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project

# page: from here
engine = new_database_with_documents(projects=3)

with Session(engine) as session:
    projects = session.scalars(select(Project).order_by(Project.name))
    print([project.name for project in projects])
    #> ['project-01', 'project-02', 'project-03']

print("documents read:", len(documents_read))
#!> documents read: 3
