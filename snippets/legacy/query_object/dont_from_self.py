from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3)

with Session(engine) as session:
    first = session.query(Project).order_by(Project.name).limit(2)
    names = first.from_self().order_by(Project.name.desc())
    #! AttributeError: 'Query' object has no attribute 'from_self'
    print([project.name for project in names])
