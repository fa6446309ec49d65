from sqlalchemy import String, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    tags: Mapped[list[str]] = mapped_column(ARRAY(String))

Base.metadata.create_all(engine)
#! [sqlite] sqlalchemy.exc.CompileError: (in table 'tool', column 'tags'): Compiler <sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler object at ...> can't render element of type ARRAY

with Session(engine) as session:
    session.add(Tool(tags=["web", "slow"]))
    session.commit()
    print(session.scalar(select(Tool.tags)))
    #> [postgresql] ['web', 'slow']
