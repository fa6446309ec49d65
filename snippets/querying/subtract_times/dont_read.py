from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

engine = new_engine()
Base.metadata.create_all(engine)
created = datetime(2026, 3, 1, 10, tzinfo=UTC)
updated = created + timedelta(minutes=90)

with Session(engine) as session:
    session.add(Project(name="apollo", created_at=created, updated_at=updated))
    session.commit()

# page: from here
# page: essence
query = select(Project.updated_at - Project.created_at)

with Session(engine) as session:
    print(session.scalar(query))
    #! [sqlite] TypeError: fromisoformat: argument must be str
    #> [postgresql] 1:30:00
