from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    name: Mapped[str] = mapped_column(unique=True)
    deleted_at: Mapped[datetime | None]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", deleted_at=func.now()))
    session.commit()

    session.add(Project(name="apollo"))
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "project_name_key"
    print(session.scalar(select(func.count(Project.id))))
