from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = session.query(Project).order_by(Project.name)
    projects = session.execute(statement).scalars().all()
    #! [sqlalchemy>=2.1] sqlalchemy.exc.ObjectNotExecutableError: Not an executable object: <sqlalchemy.orm.query.Query object at ...>
    print([project.name for project in projects])
