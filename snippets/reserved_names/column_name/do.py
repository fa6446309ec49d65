from sqlalchemy import JSON, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
with engine.begin() as connection:
    connection.exec_driver_sql(
        "CREATE TABLE project (id INTEGER PRIMARY KEY, metadata JSON)"
    )
    connection.exec_driver_sql(
        """INSERT INTO project VALUES (1, '{"budget": "low"}')"""
    )

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_metadata: Mapped[dict[str, str]] = mapped_column("metadata", JSON)

with Session(engine) as session:
    print(session.scalar(select(Project.project_metadata)))
    #> {'budget': 'low'}
