from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    apollo, gemini = session.scalars(select(Project).order_by(Project.name))
    for day, project in enumerate([apollo, apollo, gemini], start=1):
        title = f"{project.name} day-{day}"
        created_at = datetime(2026, 3, day, tzinfo=UTC)
        task = Task(title=title, project=project, created_at=created_at)
        session.add(task)
    session.commit()

# page: from here
latest = (
    select(Task.project_id, Task.title)
    .distinct(Task.project_id)
    .order_by(Task.project_id, Task.created_at.desc())
)
#! [sqlalchemy>=2.1] sqlalchemy.exc.SADeprecationWarning: Passing expression to ``distinct`` to generate a DISTINCT ON clause is deprecated. Use instead the ``postgresql.distinct_on`` function as an extension.

with Session(engine) as session:
    rows = session.execute(latest).all()
    #! [sqlite] sqlalchemy.exc.SADeprecationWarning: DISTINCT ON is currently supported only by the PostgreSQL dialect.  Use of DISTINCT ON for other backends is currently silently ignored, however this usage is deprecated, and will raise CompileError in a future release for all backends that do not support this syntax.
    print(sorted(title for _, title in rows))
    #!> [sqlite] ['project-01 day-1', 'project-01 day-2', 'project-02 day-3']
    #> [postgresql] ['project-01 day-2', 'project-02 day-3']
