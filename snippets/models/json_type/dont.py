from typing import Any

from sqlalchemy import select
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
    description: Mapped[dict[str, Any]] = mapped_column(JSONB)

Base.metadata.create_all(engine)
#! [sqlalchemy<2.1] sqlalchemy.exc.CompileError: (in table 'project', column 'description'): Compiler <sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler object at ...> can't render element of type JSONB

with Session(engine) as session:
    session.add(Project(name="apollo", description={"goal": "moon"}))
    session.commit()

    # page: essence
    moon = select(Project.name).where(
        Project.description.contains({"goal": "moon"})
    )
    print(session.scalars(moon).all())
    #! [sqlalchemy>=2.1] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) unrecognized token: "@"
