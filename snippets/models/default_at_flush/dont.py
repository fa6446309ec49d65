from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database()

# page: from here
with Session(engine) as session:
    project = Project(name="apollo")
    session.add(project)
    # page: essence
    print("editable" if project.status == ProjectStatus.DRAFT else "locked")
    #!> locked
    session.commit()
