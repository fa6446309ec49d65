from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

# page: from here
long_ago = datetime(2025, 1, 1, tzinfo=UTC)

with Session(engine) as session:
    session.add(Project(name="apollo", updated_at=long_ago))
    session.commit()

    project = session.scalars(select(Project)).one()
    project.tasks.append(Task(title="book a pad"))
    # page: essence
    project.updated_at = func.now()
    session.commit()
    print(project.updated_at > long_ago)
    #> True
