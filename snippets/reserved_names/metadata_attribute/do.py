from sqlalchemy import JSON, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_metadata: Mapped[dict[str, str]] = mapped_column(JSON)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(project_metadata={"budget": "low"}))
    session.commit()
    print(session.scalar(select(Project.project_metadata)))
    #> {'budget': 'low'}
