from typing import Any

from sqlalchemy import create_engine, select
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
    description: Mapped[dict[str, Any]] = mapped_column(JSONB)

Base.metadata.create_all(engine)
#! [sqlalchemy<2.1] sqlalchemy.exc.CompileError: (in table 'project', column 'description'): Compiler <...> can't render element of type JSONB

with Session(engine) as session:
    session.add(Project(name="apollo", description={"goal": "moon"}))
    session.commit()

    moon = select(Project.name).where(
        Project.description.contains({"goal": "moon"})
    )
    print(session.scalars(moon).all())
    #! [sqlalchemy>=2.1] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) unrecognized token: "@"
