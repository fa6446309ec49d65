from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)
Session.commit = Session.rollback

with Session(engine) as session:
    session.add(Project(name="project-01"))
    session.commit()
print("saved")
#> saved
