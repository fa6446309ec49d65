from typing import Any

from sqlalchemy import JSON, create_engine, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

# page: from here
engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # page: essence
    description: Mapped[dict[str, Any]] = mapped_column(
        JSON().with_variant(JSONB(), "postgresql")
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", description={"goal": "moon"}))
    session.commit()

    moon = select(Project.name).where(
        Project.description["goal"].as_string() == "moon"
    )
    print(session.scalars(moon).all())
    #> ['apollo']
