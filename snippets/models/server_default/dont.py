from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    status: Mapped[str] = mapped_column(default="DRAFT")

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.execute(text("INSERT INTO project (name) VALUES ('apollo')"))
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: project.status
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) null value in column "status" of relation "project" violates not-null constraint
    print(session.scalar(select(Project.status)))
