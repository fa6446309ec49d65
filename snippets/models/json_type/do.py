from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="sqlite")

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[dict[str, Any]] = mapped_column(
        JSONB().with_variant(JSON(), "sqlite")
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", description={"goal": "moon"}))
    session.commit()

    # page: essence
    moon = select(Project.name).where(
        Project.description["goal"].as_string() == "moon"
    )
    print(session.scalars(moon).all())
    #> ['apollo']
