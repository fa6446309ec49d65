from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
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
        Project.description.contains({"goal": "moon"})
    )
    #! [sqlalchemy>=2.1] sqlalchemy.exc.SADeprecationWarning: Type object <class 'sqlalchemy.sql.sqltypes.JSON'> does not include operator 'contains_op' in its operator classes.  Using built-in operators (not including custom or overridden operators) outside of a type's stated operator classes is deprecated and will raise InvalidRequestError in a future release
    print(session.scalars(moon).all())
    #! sqlalchemy.exc.DataError: (psycopg.errors.InvalidTextRepresentation) invalid input syntax for type json
