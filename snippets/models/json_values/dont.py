from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
started = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.project_metadata = {"started": started}
    session.commit()
    #! [postgresql] TypeError: Object of type datetime is not JSON serializable
    #! [sqlite] sqlalchemy.exc.StatementError: (builtins.TypeError) Object of type datetime is not JSON serializable
