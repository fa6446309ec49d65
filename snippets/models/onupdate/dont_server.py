from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import UtcDateTime, new_engine

engine = new_engine()

class Base(DeclarativeBase):
    type_annotation_map = {datetime: UtcDateTime}

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # page: essence
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), server_onupdate=func.now()
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
long_ago = datetime(2025, 1, 1, tzinfo=UTC)

with Session(engine) as session:
    session.add(Project(name="apollo", updated_at=long_ago))
    session.commit()

    project = session.scalars(select(Project)).one()
    project.name = "gemini"
    session.commit()
    print(project.updated_at > long_ago)
    #!> False
