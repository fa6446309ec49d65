from alembic import op
from sqlalchemy import delete, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Project, Task, new_database
from migrations._tools import migrate

engine = new_database(projects=1, on="postgresql")

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.tasks = [Task(title="plan"), Task(title="plan")]
    session.commit()

# page: from here
def upgrade() -> None:
    with op.get_context().autocommit_block():
        # page: essence
        op.drop_index(
            "uq_task_title",
            "task",
            postgresql_concurrently=True,
            if_exists=True,
        )
        op.create_index(
            "uq_task_title",
            "task",
            ["title"],
            unique=True,
            postgresql_concurrently=True,
        )
        #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) could not create unique index "uq_task_title"

try:
    migrate(engine, upgrade)
except IntegrityError:
    with Session(engine) as session:
        session.execute(delete(Task))
        session.commit()
migrate(engine, upgrade)

with Session(engine) as session:
    query = text(
        "SELECT indisvalid FROM pg_index"
        " WHERE indexrelid = 'uq_task_title'::regclass"
    )
    print("valid:", session.scalar(query))
    #> valid: True
