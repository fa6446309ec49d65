from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.dialects.postgresql import JSONB
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
    # page: essence
    project_metadata: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True).with_variant(JSONB(), "postgresql")
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.add(Project(name="gemini", project_metadata=None))
    session.commit()

    without = select(Project.name).where(Project.project_metadata.is_(None))
    print(session.scalars(without.order_by(Project.name)).all())
    #!> [postgresql] []
    #> [sqlite] ['apollo', 'gemini']
