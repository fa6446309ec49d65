from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine, expire_on_commit=False) as session:
    project = session.scalars(select(Project)).one()
    session.commit()

    with engine.begin() as other:
        other.execute(delete(Project))

    project.status = ProjectStatus.ACTIVE
    session.commit()
    #! sqlalchemy.orm.exc.StaleDataError: UPDATE statement on table 'project' expected to update 1 row(s); 0 were matched.
    print(project.status)
