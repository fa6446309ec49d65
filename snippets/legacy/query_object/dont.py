from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = session.query(Project).order_by(Project.name)
    projects = session.execute(statement).scalars().all()
    #! [sqlalchemy<2.1] sqlalchemy.exc.SADeprecationWarning: Object <sqlalchemy.orm.query.Query object at ...> should not be used directly in a SQL statement context, such as passing to methods such as session.execute().  This usage will be disallowed in a future release.  Please use Core select() / update() / delete() etc. with Session.execute() and other statement execution methods.
    #! [sqlalchemy>=2.1] sqlalchemy.exc.ObjectNotExecutableError: Not an executable object: <sqlalchemy.orm.query.Query object at ...>
    print([project.name for project in projects])
    #> [sqlalchemy<2.1] ['project-01', 'project-02']
