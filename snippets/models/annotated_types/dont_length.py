from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

# page: from here
class Base(DeclarativeBase):
    # page: essence
    type_annotation_map = {str: String(50)}

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser", description="Opens pages. " * 10))
    session.commit()
    #! sqlalchemy.exc.DataError: (psycopg.errors.StringDataRightTruncation) value too long for type character varying(50)
    print(session.scalars(select(Tool.name)).all())
