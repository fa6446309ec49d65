from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

engine = new_database(projects=1, agents=2)

with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()

# page: from here
with Session(engine) as session:
    project = (
        session.query(Project)
        .options(joinedload(Project.agents))
        .get(project_id)
    )
    #! sqlalchemy.exc.LegacyAPIWarning: The Query.get() method is considered legacy as of the 1.x series of SQLAlchemy and becomes a legacy construct in 2.0. The method is now available as Session.get() (deprecated since: 2.0)
    if project is not None:
        print(project.name, len(project.agents))
        #> project-01 2
