from sqlalchemy import String, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    tags: Mapped[list[str]] = mapped_column(
        MutableList.as_mutable(ARRAY(String))
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Tool(tags=["web"]))
    session.commit()

    tool = session.scalars(select(Tool)).one()
    tool.tags.append("slow")
    session.commit()
    print(tool.tags)
    #> ['web', 'slow']
