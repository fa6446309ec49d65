import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=1, on="postgresql")

# page: from here
def add_task(session: Session) -> None:
    """A request, while the migration reads the table."""
    task = session.scalars(sa.select(Task)).one()
    session.add(Task(title="deploy", project_id=task.project_id))
    session.commit()

with engine.connect() as connection, Session(engine) as request:
    op = Operations(MigrationContext.configure(connection))
    # page: essence
    op.create_check_constraint(
        "ck_task_title", "task", "title <> ''", postgresql_not_valid=True
    )
    connection.commit()
    op.execute("ALTER TABLE task VALIDATE CONSTRAINT ck_task_title")

    request.execute(sa.text("SET LOCAL lock_timeout = '100ms'"))
    add_task(request)
    connection.commit()

with Session(engine) as session:
    print(session.scalars(sa.select(Task.title).order_by(Task.title)).all())
    #> ['deploy', 'project-01 task-1']
