from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    scoped_session,
    sessionmaker,
)

from domain import new_engine

engine = new_engine()

# page: from here
sessions = scoped_session(sessionmaker(engine))

class Base(DeclarativeBase):
    query = sessions.query_property()

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
for search in ToolSearch.query.all():
    print(search.query)
#! AttributeError: Neither 'InstrumentedAttribute' object nor 'Comparator' object associated with ToolSearch.query has an attribute 'all'
