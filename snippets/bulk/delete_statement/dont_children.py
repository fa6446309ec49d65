from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE")
    )

class Attachment(Base):
    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session, session.begin():
    for row in (
        Project(id=1),
        Task(id=1, project_id=1),
        Attachment(task_id=1),
    ):
        session.add(row)
        session.flush()

# page: from here
with Session(engine) as session, session.begin():
    session.execute(delete(Project).where(Project.id == 1))
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.ForeignKeyViolation) update or delete on table "task" violates foreign key constraint "attachment_task_id_fkey" on table "attachment"

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Project)))
