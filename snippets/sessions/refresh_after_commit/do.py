from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine, expire_on_commit=False) as session:
    project = Project(name="apollo")
    session.add(project)
    session.commit()
    # page: essence
    print(project.name, project.status, project.created_at is not None)
    #> apollo DRAFT True
#: 1 statement
