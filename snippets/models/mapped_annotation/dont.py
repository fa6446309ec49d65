from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: str

#! sqlalchemy.orm.exc.MappedAnnotationError: Type annotation for "Tool.name" can't be correctly interpreted for Annotated Declarative Table form. ...

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(name="browser"))
    session.commit()
    print(session.scalar(select(Tool.name)))
