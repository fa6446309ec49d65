from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine, expire_on_commit=False) as session:
    project = session.scalars(select(Project)).one()
    session.commit()

    with engine.begin() as other:
        other.execute(delete(Project))

    session.delete(project)
    session.commit()
    #! sqlalchemy.exc.SAWarning: DELETE statement on table 'project' expected to delete 1 row(s); 0 were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.
    print(session.scalars(select(Project.name)).all())
    #> []
