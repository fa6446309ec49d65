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

with engine.begin() as connection:
    # page: essence
    connection.execute(
        text("ALTER TABLE project ADD COLUMN status TEXT DEFAULT 'DRAFT'")
    )

with Session(engine) as session:
    print(session.scalars(select(Project.status)).all())
    #> ['DRAFT']
