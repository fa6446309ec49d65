import enum

from sqlalchemy import Enum, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class ProjectStatus(enum.Enum):
    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[ProjectStatus] = mapped_column(
        Enum(
            ProjectStatus,
            native_enum=False,
            create_constraint=True,
            length=30,
        )
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.execute(text("INSERT INTO project (status) VALUES ('ACITVE')"))
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) CHECK constraint failed: projectstatus
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.CheckViolation) new row for relation "project" violates check constraint "projectstatus"
    print(session.scalar(text("SELECT status FROM project")))
