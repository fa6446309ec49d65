from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE project (id INT PRIMARY KEY)"))
    connection.execute(text("INSERT INTO project VALUES (1)"))

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str | None]

# page: essence
Base.metadata.create_all(engine)

with Session(engine) as session:
    print(session.scalars(select(Project.status)).all())
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: project.status
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedColumn) column project.status does not exist
