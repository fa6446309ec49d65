from sqlalchemy import select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
)

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    pass

class ToolSearch(Base):
    __tablename__ = "tool_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    query: Mapped[str]

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(ToolSearch(query="web browser"))
    session.commit()

# page: from here
with Session(engine) as session:
    for search in session.scalars(select(ToolSearch)):
        print(search.query)
        #> web browser
