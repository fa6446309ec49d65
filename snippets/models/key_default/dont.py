from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    # page: essence
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    #! sqlalchemy.exc.SAWarning: Column 'project.id' is marked as a member of the primary key for table 'project', but has no Python-side or server-side default generator indicated, nor does it indicate 'autoincrement=True' or 'nullable=True', and no explicit value is passed.  Primary key columns typically may not store NULL.
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: project.id
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) null value in column "id" of relation "project" violates not-null constraint
    print(session.scalars(select(Project.name)).all())
