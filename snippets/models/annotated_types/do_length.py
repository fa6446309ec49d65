from typing import Annotated

from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

# page: from here
Name = Annotated[str, 50]

class Base(DeclarativeBase):
    # page: essence
    type_annotation_map = {Name: String(50)}

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Name]
    description: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser", description="Opens pages. " * 10))
    session.commit()
    print(session.scalars(select(Tool.name)).all())
    #> ['browser']
