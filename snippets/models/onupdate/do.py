from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database()

# page: from here
long_ago = datetime(2025, 1, 1, tzinfo=UTC)

with Session(engine) as session:
    session.add(Project(name="apollo", updated_at=long_ago))
    session.commit()

    session.execute(update(Project).values(status=ProjectStatus.ACTIVE))
    session.commit()
    print(session.scalar(select(Project.status)))
    #> ACTIVE
    updated_at = session.scalars(select(Project.updated_at)).one()
    print(updated_at > long_ago)
    #> True
